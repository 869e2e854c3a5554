import Datasets
import Serving
import ToolProtocol
import Understanding

/// What somebody will like next.
struct RecommendTool: ToolUse {
    let operation = "getRecommendations"
    let tool = Tool(
        "recommend", title: "Recommend titles",
        description: """
            Lists what a person will like next, best first, with the reasons. The person is known by their history; with `liked`, it \
            is somebody unknown who likes these titles. For wishes in words (“a short comedy from the nineties”) use `search`.
            """,
        input: ToolSchemas.input([
            "user": ToolSchemas.user, "count": ToolSchemas.count(10), "mood": ToolSchemas.mood, "maturity": ToolSchemas.maturity,
            "filter": ToolSchemas.filter, "include_seen": ToolSchemas.seen,
            "liked": [
                "type": "array", "items": ToolSchemas.item, "minItems": 1, "maxItems": 50,
                "description": "Ids of titles that somebody unknown likes; instead of a user.",
            ],
        ]), output: ToolSchemas.output(ToolSchemas.head.merging(["items": ToolSchemas.list(ToolSchemas.card)]) { $1 }, required: ["items"]))

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let (user, liked) = (try fields.identifier("user"), try fields.strings("liked", most: 50, longest: 256))
        var list = ListRequest(.session([]), at: Moment(time: call.caller.received, surface: "assistant"), count: 10)
        list.count = try fields.integer("count", in: 1...50) ?? list.count
        list.moment.mood = try fields.string("mood", longest: 200)
        list.moment.maturity = try fields.integer("maturity", in: 0...21)
        list.filter = try fields.string("filter", longest: 4096)
        list.includesSeen = try fields.bool("include_seen") ?? false
        // An assistant reads the list; what a person is shown of it nobody knows.
        list.isShown = false
        try fields.finish()
        guard let liked else { return try await own(user, list, call) }
        guard user == nil else { throw Problem.field("/liked", "stands beside a user; send one of the two") }
        try call.permit("postSessionRecommendations")
        return try await answer(list, call) { snapshot in
            let titles = ToolTitles(snapshot)
            return .session(
                try liked.enumerated().map { place, id in
                    RawEvent(
                        user: UserID("session"), item: titles.titles[try titles.index(id)].id, kind: snapshot.commonestKind,
                        time: Timestamp(rawValue: call.caller.received.rawValue - Int64(liked.count - place) * 60_000),
                        source: SourcePosition(file: "session", line: place + 1))
                })
        }
    }

    private func own(_ user: String?, _ list: ListRequest, _ call: ToolCall) async throws -> JSONTree {
        let called = try call.called(user, operation)
        let inside = call.host.naming.inside(called)
        return try await answer(list, call, about: called) { _ in .user(inside) }
    }

    private func answer(
        _ list: ListRequest, _ call: ToolCall, about called: UserID? = nil,
        _ asker: @escaping @Sendable (ServingSnapshot) throws -> Asker
    ) async throws -> JSONTree {
        try await call.work(called) {
            var list = list
            list.asker = try asker(try call.host.service.host.current())
            let answer = try call.host.service.recommendations(list)
            return .object(ToolTitles.head(answer.head).merging(["items": ToolTitles(answer.snapshot).cards(answer)]) { $1 })
        }
    }
}

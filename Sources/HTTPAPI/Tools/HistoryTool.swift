import Datasets
import Serving
import ToolProtocol
import Understanding

/// What is stored of somebody.
struct HistoryTool: ToolUse {
    let operation = "listUserEvents"
    let tool = Tool(
        "history", title: "Read the history",
        description: "Lists what a person watched, rated and said, newest first.",
        input: ToolSchemas.input([
            "user": ToolSchemas.user, "count": ToolSchemas.count(20, most: 100),
            "skip": ["type": "integer", "minimum": 0, "default": 0, "description": "How many of the newest to pass over."],
        ]),
        output: ToolSchemas.output(
            [
                "total": ToolSchemas.whole,
                "events": ToolSchemas.list(
                    ToolSchemas.output(
                        [
                            "kind": ToolSchemas.text, "time": ToolSchemas.text, "title": ToolSchemas.title, "rating": ToolSchemas.number,
                            "completion": ToolSchemas.number,
                        ], required: ["kind"])),
            ], required: ["total", "events"]))

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let user = try fields.identifier("user")
        let count = try fields.integer("count", in: 1...100) ?? 20
        let skip = try fields.integer("skip", in: 0...1 << 40) ?? 0
        try fields.finish()
        let called = try call.called(user, operation)
        return try await call.work(called) {
            let service = call.host.service
            let found = try service.events(of: call.host.naming.inside(called), skipping: skip, limit: count)
            let titles = ToolTitles(try service.host.current())
            return ["total": .count(found.total), "events": .array(found.events.map { event($0, titles) })]
        }
    }

    private func event(_ event: RawEvent, _ titles: ToolTitles) -> JSONTree {
        var members: [String: JSONTree] = ["kind": .string(event.kind.apiName)]
        if let time = event.time { members["time"] = .string(RFC3339.text(time)) }
        if let title = event.item.flatMap({ titles.titles.catalog.index(of: $0) }).flatMap({ titles.name($0) }) { members["title"] = title }
        if let rating = event.rating { members["rating"] = .rounded(Double(rating)) }
        if let completion = event.completion { members["completion"] = .rounded(Double(completion)) }
        return .object(members)
    }
}

import Datasets
import Serving
import ToolProtocol
import Understanding

/// Why a title has its place.
struct WhyTool: ToolUse {
    let operation = "getWhy"
    let tool = Tool(
        "why", title: "Explain a recommendation",
        description: """
            Says why a title has its place for a person, as measurements: what its score loses without titles of their history, and what \
            its attributes do for it or against it.
            """,
        input: ToolSchemas.input(["item": ToolSchemas.item, "user": ToolSchemas.user], required: ["item"]),
        output: ToolSchemas.output(
            ToolSchemas.head.merging([
                "item": ToolSchemas.card, "score": ToolSchemas.number, "place": ToolSchemas.whole, "place_of": ToolSchemas.whole,
                "left_out_because": ["type": "string", "enum": ["met", "refused", "unavailable"]], "reason": ToolSchemas.reason,
                "causes": ToolSchemas.list(
                    ToolSchemas.output(
                        ["title": ToolSchemas.title, "drop": ToolSchemas.number, "shared": ToolSchemas.list(ToolSchemas.text)],
                        required: ["title", "drop"])),
                "facets": ToolSchemas.list(
                    ToolSchemas.output(
                        ["facet": ToolSchemas.text, "value": ToolSchemas.text, "drop": ToolSchemas.number],
                        required: ["facet", "value", "drop"])),
            ]) { $1 }, required: ["item", "reason", "causes", "facets"]))

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let item = try fields.required("item", try fields.identifier("item"))
        let user = try fields.identifier("user")
        try fields.finish()
        let called = try call.called(user, operation)
        let moment = Moment(time: call.caller.received, surface: "assistant")
        return try await call.work(called) {
            try answer(try call.host.service.why(.user(call.host.naming.inside(called)), ItemID(item), at: moment))
        }
    }

    private func answer(_ why: WhyAnswer) throws -> JSONTree {
        let titles = ToolTitles(why.snapshot)
        guard let card = titles.card(why.item) else { throw Problem.notFound("there is no such title") }
        var members = ToolTitles.head(why.head)
        members["item"] = card
        members["place_of"] = .count(why.placeOf)
        if let score = why.score { members["score"] = .rounded(Double(score)) }
        if let place = why.place { members["place"] = .count(place) }
        if let exclusion = why.exclusion { members["left_out_because"] = .string(exclusion.rawValue) }
        members["reason"] = titles.reason(why.reason)
        members["causes"] = .array(
            why.causes.prefix(5).compactMap { cause in
                titles.name(cause.item).map {
                    ["title": $0, "drop": .rounded(Double(cause.drop)), "shared": ToolText.labels(cause.shared, most: 5)]
                }
            })
        members["facets"] = .array(
            why.facets.filter { ToolText.isLabel($0.value) && ToolText.isLabel($0.facet) }.prefix(8).map { facet in
                ["facet": .string(facet.facet), "value": .string(facet.value), "drop": .rounded(Double(facet.drop))]
            })
        return .object(members)
    }
}

import Datasets
import Serving
import ToolProtocol
import Understanding

/// More of the same.
struct SimilarTool: ToolUse {
    let operation = "getSimilar"
    let tool = Tool(
        "similar", title: "Find similar titles",
        description: "Lists titles like one, or like several together: chosen by the same people, sharing people, genres and themes.",
        input: ToolSchemas.input(
            [
                "items": [
                    "type": "array", "items": ToolSchemas.item, "minItems": 1, "maxItems": 20,
                    "description": "Ids of the titles to be like.",
                ],
                "user": ToolSchemas.user, "count": ToolSchemas.count(10), "maturity": ToolSchemas.maturity, "filter": ToolSchemas.filter,
                "include_seen": ToolSchemas.seen,
            ], required: ["items"]),
        output: ToolSchemas.output(ToolSchemas.head.merging(["items": ToolSchemas.list(ToolSchemas.card)]) { $1 }, required: ["items"]))

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let seeds = try fields.required("items", try fields.strings("items", most: 20, longest: 256))
        let user = try fields.identifier("user")
        var moment = Moment(time: call.caller.received, surface: "assistant")
        moment.maturity = try fields.integer("maturity", in: 0...21)
        let count = try fields.integer("count", in: 1...50) ?? 10
        let filter = try fields.string("filter", longest: 4096)
        let includesSeen = try fields.bool("include_seen") ?? false
        try fields.finish()
        try call.permit(operation)
        let question = SimilarRequest(
            seeds.map { ItemID($0) }, asker: try call.asker(user), at: moment, count: count, filter: filter, includesSeen: includesSeen)
        return try await call.work {
            let list = try call.host.service.similar(question)
            return .object(ToolTitles.head(list.head).merging(["items": ToolTitles(list.snapshot).cards(list)]) { $1 })
        }
    }
}

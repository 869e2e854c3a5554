import Datasets
import Serving
import ToolProtocol
import Understanding

/// Titles by words and wishes.
struct SearchTool: ToolUse {
    let operation = "search"
    let tool = Tool(
        "search", title: "Search titles",
        description: """
            Finds titles by name, people, genre, time, mood or a wish in plain words, in the order of the person's taste. Use it first \
            to learn the `id` of a title that somebody names.
            """,
        input: ToolSchemas.input(
            [
                "query": ["type": "string", "minLength": 1, "maxLength": 500, "description": "As a person would type it."],
                "user": ToolSchemas.user, "count": ToolSchemas.count(10), "maturity": ToolSchemas.maturity, "filter": ToolSchemas.filter,
            ], required: ["query"]),
        output: ToolSchemas.output(
            ToolSchemas.head.merging([
                "items": ToolSchemas.list(ToolSchemas.card), "total": ToolSchemas.whole,
                "understood": [
                    "type": "array", "items": ToolSchemas.text, "description": "What the query was taken to mean, such as genre:comedy.",
                ],
            ]) { $1 }, required: ["items", "total"]))

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let query = try fields.required("query", try fields.string("query", longest: 500))
        let user = try fields.identifier("user")
        var moment = Moment(time: call.caller.received, surface: "assistant")
        moment.maturity = try fields.integer("maturity", in: 0...21)
        let count = try fields.integer("count", in: 1...50) ?? 10
        let filter = try fields.string("filter", longest: 4096)
        try fields.finish()
        try call.permit(operation)
        var question = SearchRequest(query, asker: try call.asker(user), at: moment, count: count, filter: filter)
        question.isUnfinished = false
        return try await call.work { [question] in
            let answer = try call.host.service.search(question)
            let parts = answer.understood?.intent.parts.map(\.key) ?? []
            return .object(
                ToolTitles.head(answer.list.head).merging([
                    "items": ToolTitles(answer.list.snapshot).cards(answer.list), "total": .count(answer.total),
                    // What was understood has a name of ours before it and a value of the catalogue's behind; typed text is neither.
                    "understood": .array(parts.filter { isKnown($0) }.prefix(20).map { .string($0) }),
                ]) { $1 })
        }
    }

    private func isKnown(_ key: String) -> Bool {
        let parts = key.split(separator: ":", maxSplits: 1)
        guard let kind = parts.first, kind != "text", kind != "title" else { return false }
        return parts.count == 1 || ToolText.isLabel(String(parts[1]))
    }
}

import Datasets
import Serving
import ToolProtocol
import Understanding

/// What is believed of somebody's taste.
struct ProfileTool: ToolUse {
    private static let mostValues = 12

    let operation = "getProfile"
    let tool = Tool(
        "profile", title: "Read the taste profile",
        description: """
            Says what is believed of a person's taste: what they are expected to choose more or less often than others, and on how much \
            that rests. A lift of 2 is twice as often as others.
            """,
        input: ToolSchemas.input(["user": ToolSchemas.user]),
        output: ToolSchemas.output(
            ToolSchemas.head.merging([
                "likes": ToolSchemas.list(ProfileTool.value), "dislikes": ToolSchemas.list(ProfileTool.value),
                "evidence": ToolSchemas.output(
                    ["events": ToolSchemas.whole, "titles": ToolSchemas.whole, "is_personal": ["type": "boolean"]],
                    required: ["events", "titles", "is_personal"]),
            ]) { $1 }, required: ["likes", "dislikes", "evidence"]))

    private static let value = ToolSchemas.output(
        [
            "facet": ToolSchemas.text, "value": ToolSchemas.text, "lift": ToolSchemas.number, "chosen": ToolSchemas.whole,
            "titles": ToolSchemas.list(ToolSchemas.title),
        ], required: ["facet", "value", "lift", "chosen"])

    func run(_ fields: inout JSONFields, _ call: ToolCall) async throws -> JSONTree {
        let user = try fields.identifier("user")
        try fields.finish()
        let called = try call.called(user, operation)
        let moment = Moment(time: call.caller.received, surface: "assistant")
        return try await call.work(called) {
            answer(try call.host.service.profile(call.host.naming.inside(called), at: moment))
        }
    }

    private func answer(_ profile: TasteProfile) -> JSONTree {
        let titles = ToolTitles(profile.snapshot)
        return .object(
            ToolTitles.head(profile.head).merging([
                "likes": values(profile.likes, titles), "dislikes": values(profile.dislikes, titles),
                "evidence": [
                    "events": .count(profile.evidence.events), "titles": .count(profile.evidence.titles),
                    "is_personal": .bool(profile.evidence.isPersonal),
                ],
            ]) { $1 })
    }

    private func values(_ values: [TasteProfile.Value], _ titles: ToolTitles) -> JSONTree {
        .array(
            values.filter { ToolText.isLabel($0.value) && ToolText.isLabel($0.facet) }.prefix(ProfileTool.mostValues).map { value in
                [
                    "facet": .string(value.facet), "value": .string(value.value), "lift": .rounded(value.lift, digits: 2),
                    "chosen": .count(value.chosen), "titles": .array(value.titles.prefix(3).compactMap { titles.name($0) }),
                ]
            })
    }
}

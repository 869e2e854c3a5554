import Datasets
import Recommenders

/// What it means for single titles when somebody says what kind of choice they are after: the one head whose classes are no property of
/// a title. Those of the kind rise like those of a mood, and whether met titles may come follows from it.
enum KindShift {
    /// Met within so many milliseconds is being gone on with, as the model's head has it.
    private static let recent: Int64 = 14 * 86_400_000

    static func apply(to sheet: inout ScoreSheet) {
        guard let kind = sheet.moment.intent?.engagement, kind != .discover, !sheet.person.titles.isEmpty else { return }
        let time = sheet.moment.time
        let matching = sheet.person.titles.filter { self.kind($0.value, at: time) == kind }.keys
        sheet.add(MoodShift.amount * sheet.spread, to: ItemMask(itemCount: sheet.snapshot.titles.count, matching))
    }

    /// Whether met titles may come: who wants to come back wants them, who wants to discover does not.
    static func includesSeen(_ request: PageRequest) -> Bool {
        switch request.moment.intent?.engagement {
        case nil: request.includesSeen
        case .discover: false
        case .resume, .rewatch: true
        }
    }

    private static func kind(_ record: TitleRecord, at time: Timestamp) -> EngagementKind {
        let isUnfinished = !record.isFinished && !record.isAbandoned && record.completion != nil
        let isRecent = record.last.map { $0.rawValue > time.rawValue.subtractingReportingOverflow(recent).partialValue } ?? false
        return isUnfinished || isRecent ? .resume : .rewatch
    }
}

extension IntentWish {
    /// The kind of choice that is said.
    var engagement: EngagementKind? { kind.flatMap { EngagementKind(rawValue: $0.lowercased()) } }
}

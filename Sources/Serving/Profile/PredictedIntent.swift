import Recommenders
import Understanding

/// What the model takes a request to be after, as a person can read and correct it.
public struct PredictedIntent: Sendable {
    public var reading: IntentReading
    /// In the language of the moment.
    public var sentence: String

    public init(_ reading: IntentReading, locale: String?) {
        self.reading = reading
        sentence = IntentWords(PageWords(locale: locale)).sentence(reading)
    }
}

extension TasteService {
    /// What a person is taken to be after at a moment; nil where what serves predicts no intent.
    ///
    /// - Throws: `ServingError`, `StateError`.
    func intent(of person: PersonView, at moment: Moment, in snapshot: ServingSnapshot) throws -> PredictedIntent? {
        let request = try snapshot.request(moment)
        return try snapshot.engine.intent(of: person, at: request).map { PredictedIntent($0, locale: moment.locale) }
    }
}

/// Says an intent in plain words: "Probably looking for something new, most likely drama or comedy, from recent years."
///
/// Sentences are ours and closed; genres and formats are names of the catalogue that may stand in front of people.
struct IntentWords {
    private let words: PageWords
    private var isChinese: Bool { words.language == .chinese }

    init(_ words: PageWords) { self.words = words }

    /// A second value is named where it has at least so much of the first one's probability.
    private static let closeSecond = 0.6

    func sentence(_ reading: IntentReading) -> String {
        let isSaid = reading.heads.contains { $0.isSaid }
        let (kind, genre) = (reading[.kind].map(kind), reading[.genre].flatMap(names))
        let (format, age) = (reading[.format].flatMap(names), reading[.recency].flatMap(age))
        if isChinese {
            let thing = kind.map { $0 + "作品" } ?? "作品"
            return (isSaid ? "想看" : "大概想看")
                + [thing, format, genre.map { (reading[.genre]?.isSaid == true ? "" : "多半是") + $0 }, age].compactMap { $0 }.joined(
                    separator: "，") + "。"
        }
        let parts = [kind ?? "something", format, genre.map { (reading[.genre]?.isSaid == true ? "" : "most likely ") + $0 }, age]
            .compactMap { $0 }
        return (isSaid ? "Looking for " : "Probably looking for ") + parts.joined(separator: ", ") + "."
    }

    private func said(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

    private func kind(_ head: IntentReading.Head) -> String {
        switch head.values.first.flatMap({ EngagementKind(rawValue: $0.name) }) {
        case .discover: said("something new", "没看过的")
        case .resume: said("something to go on with", "还没看完的")
        case .rewatch: said("something to come back to", "以前看过的")
        case nil: said("something", "")
        }
    }

    private func age(_ head: IntentReading.Head) -> String? {
        switch head.values.first.flatMap({ ReleaseRecency(rawValue: $0.name) }) {
        case .new: said("just out", "刚上映的")
        case .recent: said("from recent years", "近几年的")
        case .older: said("some years old", "有些年头的")
        case .old: said("from decades ago", "二三十年前的")
        case .classic: said("a classic of long ago", "很久以前的经典")
        case nil: nil
        }
    }

    /// The most probable value, and the second where it comes close.
    private func names(_ head: IntentReading.Head) -> String? {
        guard let first = head.values.first else { return nil }
        let close = head.values.prefix(2).filter { $0.probability >= Self.closeSecond * first.probability && $0.probability > 0 }
        let names = close.map(\.name).filter(ScreenedNames.allows).map { isChinese ? GenreName.chinese($0) ?? $0 : $0.lowercased() }
        return names.isEmpty ? nil : names.joined(separator: said(" or ", "或"))
    }
}

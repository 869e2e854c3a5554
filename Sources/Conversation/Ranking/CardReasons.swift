import Datasets
import Recommenders
import Serving
import Understanding

/// Why a title stands among the cards, in words that the catalogue supports: what it shares with a title that was named or liked,
/// what of the wish it fulfils, or what is known of it.
struct CardReasons {
    let talk: TitleTalk
    let state: ChatState
    /// Titles that others shall be like, and titles that are liked, the nearest in the talk first.
    let liked: [ItemIndex]

    private var isChinese: Bool { state.language == .chinese }

    func reason(_ item: ItemIndex) -> String {
        if let shared = shared(item) { return shared }
        return facts(item)
    }

    private func shared(_ item: ItemIndex) -> String? {
        var best: (title: ItemIndex, values: [String])?
        for other in liked where other != item {
            let values = FoundationScorer.shared(talk.titles[item], talk.titles[other]).filter(ShownText.isLabel)
            if values.count > best?.values.count ?? 0 { best = (other, values) }
        }
        guard let best else { return nil }
        let values = best.values.prefix(2)
        let name = ShownText.title(talk.titles[best.title].title)
        return isChinese
            ? "与《\(name)》同有\(values.joined(separator: "、"))" : "shares \(values.joined(separator: " and ")) with “\(name)”"
    }

    private func facts(_ item: ItemIndex) -> String {
        let title = talk.titles[item]
        let genres = (title.facets[.genre] ?? []).filter(ShownText.isLabel).prefix(3)
        let people = self.people(title)
        var clauses: [String] = []
        if !genres.isEmpty { clauses.append(genres.joined(separator: isChinese ? "、" : ", ")) }
        if !people.isEmpty {
            clauses.append(isChinese ? people.joined(separator: "、") + "主演" : "with " + people.joined(separator: " and "))
        }
        return clauses.joined(separator: isChinese ? "，" : ", ")
    }

    /// Those who were asked for first, then those who are in most titles.
    private func people(_ title: Item) -> [String] {
        let asked = Set(state.intent.values(.person))
        let cast = (title.facets[.cast] ?? []).filter(ShownText.isLabel).map { (name: $0, count: talk.titles.titles(.cast, $0).count) }
        let others = cast.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }.map(\.name)
        return Array((others.filter(asked.contains) + others.filter { !asked.contains($0) }).prefix(2))
    }
}

/// Text of a catalogue as prose shows it: one line, without characters that turn, hide or end what stands beside them.
enum ShownText {
    static let longest = 120

    static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(4 * longest) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: plain.append(" ")
            default: plain.append(scalar)
            }
        }
        let words = String(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= longest ? words : String(words.prefix(longest - 1)) + "…"
    }

    /// Whether a value is a genre or a name, and not a sentence that somebody put in its place.
    static func isLabel(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return (1...5).contains(words.count) && text.count <= 40
            && text.allSatisfy { $0.isLetter || $0.isNumber || " .'’-&/·,".contains($0) }
    }

    /// A name that stands between quotation marks: marks in it become plain ones.
    static func title(_ text: String) -> String {
        String(plain(text).map { "“”《》".contains($0) ? "'" : $0 })
    }
}

extension ShownText {
    /// A sentence of ours that quotes titles.
    static func long(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: true).map { plain(String($0)) }.joined(separator: " ")
    }
}

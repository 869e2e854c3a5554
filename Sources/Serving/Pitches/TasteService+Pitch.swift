import Datasets
import Understanding

/// What a pitch is made of, and what the answer says beside it.
public struct PitchMaterial: Sendable {
    public var head: AnswerHead
    public var snapshot: ServingSnapshot
    public var item: ItemIndex
    public var subject: PitchSubject
    /// As lists and `why` have it.
    public var reason: ServedReason
}

extension TasteService {
    /// The facts of a title and the measured reasons why it is shown to somebody: all that a pitch may say.
    ///
    /// Nothing in it names the person; the titles of their history are those that may be mentioned.
    /// - Throws: `ServingError` (`notReady`, `unknownItem`, also for a title that may not be shown to them), `StorageError`,
    ///   `StateError`.
    public func pitchMaterial(
        _ asker: Asker, _ id: ItemID, at moment: Moment, length: PitchLength, language: PitchLanguage
    ) throws -> PitchMaterial {
        let why = try why(asker, id, at: moment)
        guard why.exclusion != .unavailable else { throw ServingError.unknownItem(id.rawValue) }
        let titles = why.snapshot.titles
        let subject = PitchSubject(
            facts: PitchFacts(titles, why.item), reasons: PitchReason(why.reason, titles).map { [$0] } ?? [], length: length,
            language: language)
        return PitchMaterial(head: why.head, snapshot: why.snapshot, item: why.item, subject: subject, reason: why.reason)
    }
}

extension PitchFacts {
    /// What a table says of one of its titles; people in the order of how many titles of the table they have a part in.
    ///
    /// - Complexity: O(text of the title).
    init(_ titles: TitleTable, _ index: ItemIndex) {
        let item = titles[index]
        func people(_ facet: FacetName, _ role: Role) -> [Person] {
            let names = (item.facets[facet] ?? []).map { (name: $0, count: titles.titles(facet, $0).count) }
            return names.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }.map { Person($0.name, role) }
        }
        self.init(
            id: item.id.rawValue, title: item.title, kind: item.domain, year: item.year, genres: item.facets[.genre] ?? [],
            people: people(.director, .director) + people(.cast, .cast) + people(.writer, .writer),
            minutes: titles.facts[index.position].duration.flatMap { Int(exactly: ($0 / 60).rounded()) },
            countries: item.facets["country"] ?? [], languages: item.facets["language"] ?? [],
            sentences: item.text.map { Sentences.of($0) } ?? [],
            tags: PitchFacts.tagFacets.flatMap { item.facets[$0] ?? [] })
    }

    /// Facets whose values may be told as they stand.
    private static let tagFacets: [FacetName] = ["mood", "theme", "tone"]
}

extension TitleContrast.Side {
    /// What a table knows of a title: given tags, and what a catalogue itself calls mood, tone and pace.
    init(_ titles: TitleTable, _ index: ItemIndex) {
        let item = titles[index]
        let tags = ["tag", "mood", "tone", "pace"].flatMap { item.facets[FacetName(rawValue: $0)] ?? [] }
        self.init(
            tags: Set(tags.map { $0.lowercased() }), year: item.year,
            minutes: titles.facts[index.position].duration.flatMap { $0.isFinite ? Int(exactly: ($0 / 60).rounded()) : nil })
    }
}

extension PitchReason {
    /// Nil for reasons that are about everybody: a pitch is about the title and the person.
    init?(_ reason: ServedReason, _ titles: TitleTable) {
        let causes = reason.titles.map { Cause(titles[$0].title, kind: titles[$0].domain) }
        switch reason.kind {
        case .becauseOf where !causes.isEmpty: self.init(.becauseOf, causes: causes, shared: reason.shared, contrast: reason.contrast)
        case .facet: self.init(.facet, shared: reason.shared)
        case .profile: self.init(.profile)
        default: return nil
        }
    }
}

import Datasets
import Tensors

/// What one choice of the training turned out to be: what the losses of the intent heads are told, and nothing else is.
package struct IntentLabel: Sendable, Hashable {
    package var item: ItemIndex
    package var kind: EngagementKind
    /// Calendar year of the request.
    package var year: Int?
    package init(item: ItemIndex, kind: EngagementKind, year: Int?) { (self.item, self.kind, self.year) = (item, kind, year) }
}

extension EngagementKind {
    /// Seconds within which a title that was met is being gone on with: two weeks.
    static let recentSeconds: Int64 = 14 * 86_400
    /// The same in choices, where times are not known.
    static let recentTokens = 20

    /// What choosing a title is that was last met at a token.
    ///
    /// - Parameters:
    ///   - completion: bucket of that token; below nine tenths is unfinished.
    ///   - seconds: since that token; nil = not known.
    ///   - tokens: choices since then, at least 1.
    init(completion: UInt8, seconds: Int64?, tokens: Int) {
        let isUnfinished = completion > 0 && Int(completion) < OutcomeBuckets.completionCount - 1
        let isRecent = seconds.map { $0 <= Self.recentSeconds } ?? (tokens <= Self.recentTokens)
        self = isUnfinished || isRecent ? .resume : .rewatch
    }

    /// What each token of a history is, seen from those before it.
    ///
    /// - Complexity: O(T)
    package static func all(of sequence: TokenSequence) -> [EngagementKind] {
        var last: [ItemIndex: Int] = [:]
        return (0..<sequence.count).map { token in
            defer { last[sequence.items[token]] = token }
            return last[sequence.items[token]].map { between($0, sequence, time: sequence.times[token], position: token) } ?? .discover
        }
    }

    /// What choosing an item is after a whole history.
    ///
    /// - Complexity: O(T)
    package init(of item: ItemIndex, after sequence: TokenSequence, time: Int64) {
        self =
            sequence.items.lastIndex(of: item).map { Self.between($0, sequence, time: time, position: sequence.count) } ?? .discover
    }

    private static func between(_ met: Int, _ sequence: TokenSequence, time: Int64, position: Int) -> EngagementKind {
        let before = sequence.times[met]
        let isTimed = before != .min && time != .min
        return EngagementKind(
            completion: sequence.completions[met], seconds: isTimed ? Self.seconds(from: before, to: time) : nil, tokens: position - met)
    }

    /// Times may lie at the ends of their range.
    private static func seconds(from before: Int64, to time: Int64) -> Int64 {
        let (seconds, overflows) = time.subtractingReportingOverflow(before)
        return overflows ? (time > before ? .max : .min) : seconds
    }
}

/// The classes of a catalogue's items under a vocabulary.
struct IntentLabels: Sendable {
    private let heads: [Table]
    let groups: ColumnGroups
    private let years: [Int?]

    private enum Table {
        case kinds([EngagementKind: Int])
        case recencies([ReleaseRecency: Int])
        /// Classes of each item.
        case items([[Int]])
    }

    /// - Complexity: O(V)
    init(_ vocabulary: IntentVocabulary, catalog: Catalog) {
        groups = ColumnGroups(vocabulary.groups.map(\.classCount))
        years = catalog.items.map(\.year)
        heads = vocabulary.heads.map { head in
            let places = Dictionary(head.classes.enumerated().map { ($1, $0) }) { first, _ in first }
            switch head.aspect {
            case .kind: return .kinds(Self.numbered(places))
            case .recency: return .recencies(Self.numbered(places))
            case .genre: return .items(catalog.items.map { ($0.facets[.genre] ?? []).compactMap { places[$0] } })
            case .format:
                let formats = IntentFormats(catalog)
                return .items(catalog.items.map { formats.values(of: $0).compactMap { places[$0] } })
            }
        }
    }

    private static func numbered<Class: RawRepresentable<String> & Hashable>(_ places: [String: Int]) -> [Class: Int] {
        Dictionary(places.compactMap { name, place in Class(rawValue: name).map { ($0, place) } }) { first, _ in first }
    }

    /// The classes of a label in one head; of several each counts for its part, none = the head has no label there.
    func classes(_ label: IntentLabel, head: Int) -> [Int] {
        switch heads[head] {
        case .kinds(let places): return places[label.kind].map { [$0] } ?? []
        case .items(let classes): return classes[label.item.position]
        case .recencies(let places):
            guard let year = label.year, let released = years[label.item.position] else { return [] }
            return places[ReleaseRecency(years: year - released)].map { [$0] } ?? []
        }
    }

    /// Writes the targets of labels, zeros where there is none.   target: [R, C]
    func fill(_ labels: [IntentLabel?], into target: UnsafeMutablePointer<Float>) {
        let width = groups.columnCount
        target.update(repeating: 0, count: labels.count * width)
        for (row, label) in labels.enumerated() {
            guard let label else { continue }
            for (head, range) in groups.ranges.enumerated() {
                let found = classes(label, head: head)
                for place in found { target[row * width + range.lowerBound + place] = 1 / Float(found.count) }
            }
        }
    }
}

/// What a catalogue calls its formats: the facet `format`, or what kinds of things its items are.
struct IntentFormats {
    static let facet: FacetName = "format"
    private let hasFacet: Bool

    init(_ catalog: Catalog) { hasFacet = catalog.items.contains { $0.facets[Self.facet] != nil } }

    func values(of item: Item) -> [String] { hasFacet ? item.facets[Self.facet] ?? [] : [item.domain.rawValue] }
}

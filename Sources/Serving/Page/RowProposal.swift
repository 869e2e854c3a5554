#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

/// A row that a page may show.
package struct RowProposal: Sendable {
    package var id: String
    package var kind: ServedRow.Kind
    package var title: String
    package var reason: ServedReason?
    package var source: ServedSource
    /// Best first.
    package var candidates: [PageCandidate]
    /// Chance of each candidate against the best title of the page. `[N]`
    package var chances: [Float]
    /// Where more come from when those are used up; nil = nowhere.
    package var pool: [ItemIndex]?
    /// Whether titles stay in the order of the candidates.
    package var isOrdered = false
    /// Where to go on with a title.
    package var progress: [ItemIndex: (share: Float?, episode: Int32)] = [:]

    package init(
        id: String, kind: ServedRow.Kind, title: String, reason: ServedReason? = nil, source: ServedSource, candidates: [PageCandidate],
        pool: [ItemIndex]? = nil
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.reason = reason
        self.source = source
        self.candidates = candidates
        self.pool = pool
        chances = candidates.map { exp($0.relevance) }
    }

    /// What the row is worth: the chances of the titles that it would show, less by their place.
    func value(_ used: TitleFlags, count: Int, discounts: [Float]) -> (value: Float, length: Int) {
        var (value, length): (Float, Int) = (0, 0)
        for (position, candidate) in candidates.enumerated() where !used.contains(candidate.item) {
            value += discounts[length] * chances[position]
            length += 1
            if length == count { break }
        }
        return (value, length)
    }

    static func discounts(_ count: Int) -> [Float] { (0..<max(1, count)).map { 1 / log2(Float($0) + 2) } }
}

func logarithm(_ value: Float) -> Float { log(max(value, 1e-6)) }

/// Symbols for sequences of kinds, such as "play, pause, resume, complete", learned from a corpus.
///
/// Byte-pair merging (Gage, 1994; Sennrich et al., ACL 2016) at the head of a sequence: again and again the most
/// frequent pair of head symbol and next kind becomes a new head symbol. A token has one symbol, so merges in
/// the middle would never be used; and each prefix of a frequent sequence gets a symbol of its own, which is what a
/// token that is still open needs. A run of heartbeats (`progress`) counts as one.
public struct EngagementVocabulary: Sendable, Hashable {
    /// A merge: the symbol before, and the kind that follows. The k-th makes symbol `EventKind.allCases.count + k`.
    public struct Merge: Sendable, Hashable, Codable {
        public var head: UInt16
        public var kind: EventKind
        public init(head: UInt16, kind: EventKind) {
            self.head = head
            self.kind = kind
        }
    }

    /// The first symbols are the kinds themselves, by raw value.
    public static let kindCount = EventKind.allCases.count
    public let merges: [Merge]
    /// Shape `[symbols, kinds]`: the symbol after a symbol and a kind, or `none`.
    private let successors: [UInt16]
    private static let none = UInt16.max

    public var count: Int { EngagementVocabulary.kindCount + merges.count }

    /// - Returns: nil when a merge refers to a symbol that does not exist yet, or makes one twice.
    public init?(merges: [Merge]) {
        let kinds = EngagementVocabulary.kindCount
        guard kinds + merges.count < Int(EngagementVocabulary.none) else { return nil }
        var successors = [UInt16](repeating: EngagementVocabulary.none, count: (kinds + merges.count) * kinds)
        for (position, merge) in merges.enumerated() {
            guard Int(merge.head) < kinds + position else { return nil }
            let place = Int(merge.head) * kinds + Int(merge.kind.rawValue)
            guard successors[place] == EngagementVocabulary.none else { return nil }
            successors[place] = UInt16(kinds + position)
        }
        self.merges = merges
        self.successors = successors
    }

    /// The symbol for a longer sequence; nil when there is none.
    func successor(of symbol: UInt16, _ kind: EventKind) -> UInt16? {
        let next = successors[Int(symbol) * EngagementVocabulary.kindCount + Int(kind.rawValue)]
        return next == EngagementVocabulary.none ? nil : next
    }

    /// The symbol of the longest known beginning, and how many of the kinds lie behind it.
    public func encode(_ kinds: some Sequence<EventKind>) -> (symbol: UInt16, lost: Int) {
        var encoder = EngagementEncoder(vocabulary: self)
        for kind in kinds { encoder.append(kind) }
        return (encoder.symbol, encoder.lost)
    }

    /// The kinds that a symbol stands for, in order.
    public func kinds(of symbol: UInt16) -> [EventKind] {
        var kinds: [EventKind] = []
        var current = Int(symbol)
        while current >= EngagementVocabulary.kindCount, current < count {
            let merge = merges[current - EngagementVocabulary.kindCount]
            kinds.append(merge.kind)
            current = Int(merge.head)
        }
        if let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: current)) { kinds.append(kind) }
        return kinds.reversed()
    }

    /// Such as "play → pause → resume".
    public func name(of symbol: UInt16) -> String { kinds(of: symbol).map(\.name).joined(separator: " → ") }
}

/// Encodes one sequence kind by kind.
struct EngagementEncoder {
    let vocabulary: EngagementVocabulary
    private(set) var symbol: UInt16 = 0
    private(set) var lost = 0
    private var last: EventKind?

    init(vocabulary: EngagementVocabulary) { self.vocabulary = vocabulary }

    mutating func append(_ kind: EventKind) {
        defer { last = kind }
        guard let last else {
            symbol = UInt16(kind.rawValue)
            return
        }
        if kind == .progress && last == .progress { return }
        if lost == 0, let next = vocabulary.successor(of: symbol, kind) {
            symbol = next
        } else {
            lost += 1
        }
    }
}

// MARK: - Learning

/// Counts how many sequences begin with each beginning.
struct EngagementCounts {
    private struct Node {
        var parent: Int32
        var kind: EventKind
        var depth: Int32
        var count: Int
    }
    /// Of a longer sequence only the beginning is learned.
    private static let maximumLength: Int32 = 32
    private var nodes: [Node] = []
    private var children: [UInt64: Int32] = [:]
    private var current: Int32 = -1
    private var last: EventKind?

    /// Sequences that differ, as far as they are counted.
    var distinctPrefixes: Int { nodes.count }

    mutating func begin() {
        current = -1
        last = nil
    }

    mutating func append(_ kind: EventKind) {
        defer { last = kind }
        if kind == .progress && last == .progress { return }
        let depth = current < 0 ? 0 : nodes[Int(current)].depth
        guard depth < EngagementCounts.maximumLength else { return }
        let key = UInt64(UInt32(bitPattern: current)) << 8 | UInt64(kind.rawValue)
        if let known = children[key] {
            current = known
        } else {
            let parent = current
            current = Int32(nodes.count)
            nodes.append(Node(parent: parent, kind: kind, depth: depth + 1, count: 0))
            children[key] = current
        }
        nodes[Int(current)].count += 1
    }

    /// The most frequent beginnings of two kinds and more, as merges; of equals the shorter, then the one whose
    /// kinds come first by raw value. A beginning is at least as frequent as what continues it, so no symbol is missing.
    func merges(limit: Int, minimumCount: Int) -> [EngagementVocabulary.Merge] {
        let candidates = nodes.indices.filter { nodes[$0].depth >= 2 && nodes[$0].count >= minimumCount }
        let spelled = candidates.map { (node: $0, kinds: kinds(of: $0)) }.sorted { a, b in
            let (first, second) = (nodes[a.node], nodes[b.node])
            if first.count != second.count { return first.count > second.count }
            if a.kinds.count != b.kinds.count { return a.kinds.count < b.kinds.count }
            return a.kinds.lexicographicallyPrecedes(b.kinds)
        }
        var symbols: [Int: UInt16] = [:]
        var merges: [EngagementVocabulary.Merge] = []
        for (node, _) in spelled.prefix(max(limit, 0)) {
            let parent = Int(nodes[node].parent)
            let head = nodes[parent].depth == 1 ? UInt16(nodes[parent].kind.rawValue) : symbols[parent]!
            symbols[node] = UInt16(EngagementVocabulary.kindCount + merges.count)
            merges.append(EngagementVocabulary.Merge(head: head, kind: nodes[node].kind))
        }
        return merges
    }

    private func kinds(of node: Int) -> [UInt8] {
        var kinds: [UInt8] = []
        var current = node
        while current >= 0 {
            kinds.append(nodes[current].kind.rawValue)
            current = Int(nodes[current].parent)
        }
        return kinds.reversed()
    }
}

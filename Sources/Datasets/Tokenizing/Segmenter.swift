/// Neighbouring events on one title within a session: what becomes one token, and what a split never cuts.
public struct Segment: Sendable, Hashable {
    public var item: ItemIndex
    /// From the first event to behind the last; events that were set aside may lie in between.
    public var range: Range<Int>
    /// Whether the user chose the item here: some event is a target and none rejects.
    public var isTarget: Bool
    public init(item: ItemIndex, range: Range<Int>, isTarget: Bool) {
        self.item = item
        self.range = range
        self.isTarget = isTarget
    }
}

/// Finds segments; the tokenizer and the splits use the same one.
public struct Segmenter: Sendable, Hashable, Codable {
    public var roles: RolesTable
    public var sessionizer: Sessionizer
    /// Without merging every event is a segment.
    public var mergesAdjacent: Bool

    public init(roles: RolesTable = RolesTable(), sessionizer: Sessionizer = Sessionizer(), mergesAdjacent: Bool = true) {
        self.roles = roles
        self.sessionizer = sessionizer
        self.mergesAdjacent = mergesAdjacent
    }

    /// Whether the event becomes part of a token; others are set aside before adjacency is judged.
    public func entersHistory(_ interaction: Interaction) -> Bool {
        interaction.item != nil && roles[interaction.kind].entersHistory
    }

    public func segments(of interactions: ArraySlice<Interaction>) -> [Segment] {
        var result: [Segment] = []
        result.reserveCapacity(interactions.count)
        forEachSegment(of: interactions) { result.append($0) }
        return result
    }

    /// Calls `body` with each segment, oldest first.
    func forEachSegment(of interactions: ArraySlice<Interaction>, _ body: (Segment) -> Void) {
        var open: Segment?
        var isRejected = false
        var hasTarget = false
        var previousTime: Timestamp?
        for position in interactions.indices {
            let interaction = interactions[position]
            let time = interaction.time
            let isSameSession = sessionizer.continues(previousTime, time)
            previousTime = time
            let isSetAside = !entersHistory(interaction)
            if !isSameSession || (!isSetAside && !(mergesAdjacent && open?.item == interaction.item)) {
                if let segment = open { body(segment.closed(hasTarget && !isRejected)) }
                open = nil
            }
            guard !isSetAside, let item = interaction.item else { continue }
            if open == nil {
                open = Segment(item: item, range: position..<position + 1, isTarget: false)
                (hasTarget, isRejected) = (false, false)
            } else {
                open!.range = open!.range.lowerBound..<position + 1
            }
            if roles[interaction.kind] == .target { hasTarget = true }
            if roles.rejects(interaction.kind) { isRejected = true }
        }
        if let segment = open { body(segment.closed(hasTarget && !isRejected)) }
    }
}

extension Segment {
    fileprivate func closed(_ isTarget: Bool) -> Segment { Segment(item: item, range: range, isTarget: isTarget) }
}

import Datasets
import Recommenders

/// A row with the titles that were chosen for it.
package struct ComposedRow: Sendable {
    package var proposal: RowProposal
    package var titles: [ChosenTitle]
    /// Whether the row could go on.
    package var hasMore: Bool
}

/// Chooses rows and their titles jointly, greedily: at each step the row that is worth most with the titles still unused.
///
/// A row is worth the chances of the titles that it would show, less by their place, and less for every row of its kind above it.
/// What it shows is then unused by no other row: no title stands twice on a page. Pinned titles stand in the top picks.
package struct PageComposer {
    private let context: PageContext
    private var options: PageOptions { context.options }
    /// Asked for each row at each step; by way of the options it copied the whole composer every time.
    private let shortestRow: Int
    private var chooser: ListChooser
    private var used: TitleFlags
    private var rows: [RowProposal]
    private var digest = StableHash(seed: 0xCA4D)

    /// - Parameter excluded: ids of rows that stand above.
    package init(_ context: PageContext, strengths: (diversity: Float, calibration: Float), draw: PlaceDraw, excluded: Set<String> = []) {
        self.context = context
        shortestRow = context.options.shortestRow
        rows = RowProposals(context).all().filter { !excluded.contains($0.id) }
        used = TitleFlags(itemCount: context.shelves.itemCount)
        chooser = ListChooser(
            context.shelves, diversity: Double(strengths.diversity), calibration: Double(strengths.calibration), mix: nil, draw: draw)
    }

    /// Names everything that places were filled from so far.
    package var candidateDigest: UInt64 { digest.value }

    package mutating func compose(rows count: Int, of length: Int) -> [ComposedRow] {
        let discounts = RowProposal.discounts(length)
        var repetition: [(kind: ServedRow.Kind, factor: Float)] = []
        var result: [ComposedRow] = []
        // Pinned titles keep their place free.
        let reserved = reserve()
        while result.count < count, let best = nextRow(length, discounts, repetition) {
            let proposal = rows.remove(at: best)
            guard let row = fill(proposal, length, before: [], reserved: reserved) else { continue }
            if let known = repetition.firstIndex(where: { $0.kind == row.proposal.kind }) {
                repetition[known].factor *= options.repetition
            } else {
                repetition.append((row.proposal.kind, options.repetition))
            }
            result.append(row)
        }
        return result
    }

    /// More of one row; nil when there is no such row any more.
    package mutating func extend(_ id: String, by length: Int, before: [ItemIndex]) -> ComposedRow? {
        guard let place = rows.firstIndex(where: { $0.id == id }) else { return nil }
        refill(place, atLeast: length)
        return fill(rows.remove(at: place), length, before: before, reserved: [], shortest: 1)
    }

    /// Whether rows are left that are worth showing.
    package mutating func hasMore(_ length: Int) -> Bool {
        let discounts = RowProposal.discounts(length)
        for place in rows.indices {
            refill(place, atLeast: shortestRow)
            if rows[place].value(used, count: length, discounts: discounts).length >= shortest(rows[place].kind) {
                return true
            }
        }
        return false
    }

    // MARK: Rows

    private mutating func reserve() -> [ItemIndex] {
        guard rows.contains(where: { $0.kind == .topPicks }) else { return [] }
        let limits = PlaceLimits(context.rules, before: [], usesPins: true, where: context.open.contains)
        for item in limits.pinned { used.insert(item) }
        return limits.pinned
    }

    private mutating func nextRow(
        _ length: Int, _ discounts: [Float], _ repetition: [(kind: ServedRow.Kind, factor: Float)]
    ) -> Int? {
        var best: (place: Int, value: Float)?
        for place in rows.indices {
            refill(place, atLeast: length / 2)
            let kind = rows[place].kind
            var (value, titles) = rows[place].value(used, count: length, discounts: discounts)
            guard titles >= shortest(kind) else { continue }
            value *= repetition.first { $0.kind == kind }?.factor ?? 1
            if best.map({ value > $0.value }) ?? true { best = (place, value) }
        }
        return best?.place
    }

    private func shortest(_ kind: ServedRow.Kind) -> Int { kind == .continueWatching || kind == .topPicks ? 1 : shortestRow }

    /// Looks for other titles where most of those that were found have been used up.
    private mutating func refill(_ place: Int, atLeast needed: Int) {
        guard let pool = rows[place].pool else { return }
        var unused = 0
        for candidate in rows[place].candidates where !used.contains(candidate.item) {
            unused += 1
            if unused >= needed { return }
        }
        let found = context.best(options.candidates, of: pool, excluding: used)
        if found.count < options.candidates { rows[place].pool = nil }
        rows[place].replace(found)
    }

    // MARK: Titles

    private mutating func fill(
        _ proposal: RowProposal, _ length: Int, before: [ItemIndex], reserved: [ItemIndex], shortest: Int? = nil
    ) -> ComposedRow? {
        let isTop = proposal.kind == .topPicks
        if isTop { for item in reserved { used.remove(item) } }
        let candidates = candidates(proposal, pinned: isTop ? reserved : [])
        var limits = PlaceLimits(context.rules, before: before, usesPins: isTop && before.isEmpty, where: context.open.contains)
        let titles = choose(candidates, length, proposal, &limits)
        guard titles.count >= shortest ?? self.shortest(proposal.kind) else {
            if isTop { for item in reserved { used.insert(item) } }
            return nil
        }
        for candidate in candidates { digest.combine(UInt64(candidate.item.rawValue)) }
        for title in titles { used.insert(title.item) }
        return ComposedRow(proposal: proposal, titles: titles, hasMore: candidates.count > titles.count || proposal.pool != nil)
    }

    private func candidates(_ proposal: RowProposal, pinned: [ItemIndex]) -> [PageCandidate] {
        // A limit may forbid most of the best.
        let count = context.rules.limits.isEmpty ? options.candidates : proposal.candidates.count
        var found: [PageCandidate] = []
        found.reserveCapacity(count + pinned.count)
        for candidate in proposal.candidates where !used.contains(candidate.item) {
            if found.count == count { break }
            found.append(candidate)
        }
        guard !pinned.isEmpty else { return found }
        let known = Set(found.map(\.item))
        found += pinned.filter { !known.contains($0) }.map { context.candidate($0) }
        return found
    }

    private mutating func choose(
        _ candidates: [PageCandidate], _ length: Int, _ proposal: RowProposal, _ limits: inout PlaceLimits
    ) -> [ChosenTitle] {
        guard !proposal.isOrdered else {
            var plain = ListChooser(context.shelves, diversity: 0, calibration: 0, mix: nil, draw: .nothing)
            return plain.choose(candidates, count: length, limits: &limits)
        }
        chooser.mix = proposal.kind == .topPicks ? context.mix : nil
        return chooser.choose(candidates, count: length, limits: &limits)
    }
}

extension RowProposal {
    fileprivate mutating func replace(_ found: [PageCandidate]) {
        let other = RowProposal(id: id, kind: kind, title: title, source: source, candidates: found)
        (candidates, chances) = (other.candidates, other.chances)
    }
}

extension PlaceDraw {
    /// Always the best.
    package static let nothing = PlaceDraw(rate: 0, width: 1, floor: 0, seed: 0)
}

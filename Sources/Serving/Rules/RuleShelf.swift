import Datasets
import Recommenders
import Synchronization

/// Filters and rules as they were compiled last, within bounds; all of it belongs to one table of titles.
final class RuleShelf: Sendable {
    private struct State {
        var columns: TitleColumns?
        var filters: [String: (condition: CompiledCondition, used: UInt64)] = [:]
        var clock: UInt64 = 0
        /// Stored rules that are enabled, in the order of their names; nil = to be read again.
        var book: [(rule: StoredRule, statements: [Rule])]?
        var compiled: [(surfaces: [String], rules: [CompiledRule])]?
    }
    private let state = Mutex(State())
    /// A filter of 20,000 titles takes 2.5 KB.
    private static let filterLimit = 256

    /// Columns of these titles; made anew when titles or facts changed.
    func columns(_ titles: TitleTable) -> TitleColumns { state.withLock { RuleShelf.columns(titles, &$0) } }

    private static func columns(_ titles: TitleTable, _ state: inout State) -> TitleColumns {
        if let known = state.columns, known.titles.isSame(as: titles) { return known }
        let sameNames = state.columns.flatMap { $0.titles.catalog.isSame(as: titles.catalog) ? $0.names : nil }
        let columns = TitleColumns(titles, names: sameNames ?? TitleNames(titles.catalog))
        state.columns = columns
        state.filters = [:]
        state.compiled = nil
        return columns
    }

    /// A filter of these titles.
    ///
    /// - Throws: `RuleError`.
    func filter(_ text: String, _ titles: TitleTable) throws(RuleError) -> CompiledCondition {
        let columns = columns(titles)
        if let known = known(text, columns) { return known }
        let condition = try ConditionCompiler.compile(ConditionParser.condition(text), columns)
        state.withLock { state in
            guard state.columns === columns else { return }
            state.clock += 1
            state.filters[text] = (condition, state.clock)
            RuleShelf.shrink(&state)
        }
        return condition
    }

    private func known(_ text: String, _ columns: TitleColumns) -> CompiledCondition? {
        state.withLock { state in
            guard state.columns === columns, let known = state.filters[text] else { return nil }
            state.clock += 1
            state.filters[text]!.used = state.clock
            return known.condition
        }
    }

    /// Drops the older half at once, so that the search for it is rare.
    private static func shrink(_ state: inout State) {
        guard state.filters.count > filterLimit else { return }
        let middle = state.filters.values.map(\.used).sorted()[filterLimit / 2]
        state.filters = state.filters.filter { $0.value.used > middle }
    }

    /// Rules changed: they are read again before the next answer.
    func forgetRules() {
        state.withLock { state in
            state.book = nil
            state.compiled = nil
        }
    }

    /// The stored rules of these titles. What cannot be read any more is left out: a page is worth more than a rule.
    ///
    /// - Parameter read: all stored rules, in the order of their names; asked only when they may have changed.
    func rules(_ titles: TitleTable, read: () throws -> [StoredRule]) throws -> [(surfaces: [String], rules: [CompiledRule])] {
        try state.withLock { state in
            let columns = RuleShelf.columns(titles, &state)
            if let compiled = state.compiled { return compiled }
            let book =
                try state.book ?? read().filter(\.isEnabled).compactMap { rule in (try? Rule.statements(rule.text)).map { (rule, $0) } }
            let compiled = book.map { entry in
                (
                    surfaces: entry.rule.surfaces,
                    rules: entry.statements.compactMap { try? CompiledRule($0, columns, isLenient: true) }
                )
            }
            state.book = book
            state.compiled = compiled
            return compiled
        }
    }
}

extension TitleTable {
    /// Whether titles and facts lie in the same memory, which nobody writes: nothing has changed.
    func isSame(as other: TitleTable) -> Bool { catalog.isSame(as: other.catalog) && facts.isSameStorage(as: other.facts) }
}

extension Catalog {
    func isSame(as other: Catalog) -> Bool { items.isSameStorage(as: other.items) }
}

extension Array {
    /// Two arrays that are both alive and begin at one place are one. Empty ones are always one.
    fileprivate func isSameStorage(as other: [Element]) -> Bool {
        count == other.count && withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
    }
}

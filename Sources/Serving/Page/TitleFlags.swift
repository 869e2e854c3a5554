import Datasets

/// A set of titles of one catalogue that is asked very often: one byte a title, so that a question is one load.
struct TitleFlags: Sendable {
    private var flags: [Bool]

    init(itemCount: Int) { flags = Array(repeating: false, count: max(0, itemCount)) }

    @inline(__always) func contains(_ item: ItemIndex) -> Bool {
        let position = item.position
        return position >= 0 && position < flags.count && flags[position]
    }

    mutating func insert(_ item: ItemIndex) { set(item, true) }
    mutating func remove(_ item: ItemIndex) { set(item, false) }

    private mutating func set(_ item: ItemIndex, _ value: Bool) {
        guard flags.indices.contains(item.position) else { return }
        flags[item.position] = value
    }
}

import Datasets

/// What a client's tools answered since the person spoke last: data, of which ids of titles are read and nothing else.
///
/// An id that is not among the candidates of the turn is passed over, so that no answer of a tool can put a title where it may not be.
struct ToolResults: Sendable {
    private(set) var items: [ItemID] = []
    private(set) var isEmpty = true

    private static let most = 50
    private static let deepest = 6

    mutating func take(_ content: String) {
        isEmpty = false
        guard let value = try? JSONReader.read(content) else { return }
        collect(value, depth: 0)
    }

    /// - Parameter depth: values that stand deeper are passed over.
    private mutating func collect(_ value: JSONValue, depth: Int) {
        guard depth < ToolResults.deepest, items.count < ToolResults.most else { return }
        if let values = value.array {
            for value in values.prefix(ToolResults.most) { collect(value, depth: depth + 1) }
            return
        }
        guard let members = value.object else { return }
        if let id = value["id"]?.string, JSONFields.isIdentifier(id), !items.contains(ItemID(id)) { items.append(ItemID(id)) }
        for member in members where ["items", "results", "titles", "data", "structuredContent"].contains(member.name) {
            collect(member.value, depth: depth + 1)
        }
    }

    mutating func clear() { self = ToolResults() }
}

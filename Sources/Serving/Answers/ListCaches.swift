import Synchronization

/// What lists, rules and search keep between requests; all of it can be made again.
final class ListCaches: Sendable {
    let cursorKey = Mutex<CursorKey?>(nil)
    let rules = RuleShelf()
    let search = SearchShelf()
    let similar = SimilarShelf()
}

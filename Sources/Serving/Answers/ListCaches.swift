import Synchronization

/// What lists, rules and search keep between requests; all of it can be made again.
final class ListCaches: Sendable {
    let cursorKey = Mutex<CursorKey?>(nil)
    let rules = RuleShelf()
    let search = SearchShelf()
    let similar = SimilarShelf()
    let trails = SearchTrails()
    /// What people chose after the same words.
    let learned: LearnedQueries

    /// - Parameter people: who must have chosen a title after the same words before a search learns from it; 0 for never.
    init(learningFrom people: Int) { learned = LearnedQueries(people: people) }
}

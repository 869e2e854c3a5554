import Datasets

/// Why a request cannot be answered from kept states, and what to do instead.
public enum StateError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The model has parts that the incremental path does not know; `FoundationScorer.score` answers for it.
    case unsupported(parameters: [String])
    /// The history names an item that the bound catalogue does not have.
    case itemOutsideCatalog(ItemIndex, items: Int)
    /// Where a filter was made for another catalogue.
    case filterOfOtherCatalog(expected: Int, found: Int)
    /// More candidates were asked for than a list may have.
    case listTooLong(Int, limit: Int)

    public var description: String {
        switch self {
        case .unsupported(let parameters):
            "states of this model cannot be kept, because of \(parameters.joined(separator: ", ")); ask FoundationScorer.score instead"
        case .itemOutsideCatalog(let item, let items):
            "an event names item \(item.rawValue), the catalogue has \(items); bind the model to the catalogue that the events refer to"
        case .filterOfOtherCatalog(let expected, let found):
            "a filter covers \(found) items, the catalogue has \(expected); make the filter from the catalogue that the model is bound to"
        case .listTooLong(let count, let limit): "\(count) items were asked for; at most \(limit) can be ranked in one list"
        }
    }
}

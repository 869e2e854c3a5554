import Datasets

/// Why a baseline cannot be fitted; each case says what to do.
public enum BaselineError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownParameter(baseline: String, name: String, known: [String])
    case impossibleParameter(baseline: String, name: String, value: Double, expected: String)
    /// A training event names an item outside the catalogue.
    case itemOutsideCatalog(item: ItemIndex, catalogCount: Int)
    /// A matrix over all pairs of items would not fit.
    case catalogTooLarge(baseline: String, items: Int, limit: Int)
    /// The matrix to invert is not positive definite in float32.
    case notPositiveDefinite(column: Int)

    public var description: String {
        switch self {
        case .unknownParameter(let baseline, let name, let known):
            "\(baseline) has no parameter \(name); it has \(known.joined(separator: ", "))"
        case .impossibleParameter(let baseline, let name, let value, let expected):
            "\(name) of \(baseline) is \(value), expected \(expected)"
        case .itemOutsideCatalog(let item, let count):
            "a training event names item \(item.rawValue) outside the catalogue of \(count) items: "
                + "split and catalogue must come from one data set"
        case .catalogTooLarge(let baseline, let items, let limit):
            "\(baseline) needs a matrix over all pairs of \(items) items, at most \(limit) fit: choose item-knn"
        case .notPositiveDefinite(let column):
            "the item matrix is not positive definite at column \(column): raise the regularization"
        }
    }
}

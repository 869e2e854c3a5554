import Datasets

/// Why an evaluation cannot be made; each case says what to do.
public enum EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A scorer returned not-a-number.
    case notANumber(model: String, user: UserIndex, item: ItemIndex)
    /// A target or a history holds an item outside the catalogue.
    case itemOutsideCatalog(user: UserIndex, item: ItemIndex, catalogCount: Int)
    /// `historyCount` is larger than the number of events.
    case historyTooShort(user: UserIndex, historyCount: Int, events: Int)
    /// There is no case with a target.
    case noCases(protocolName: String)
    /// An option lies outside its range.
    case impossibleOption(name: String, value: String, expected: String)
    /// Two evaluations do not judge the same users.
    case differentUsers(first: String, second: String, firstCount: Int, secondCount: Int)
    /// A metric was asked for that an evaluation does not hold.
    case unknownMetric(name: String, known: [String])

    public var description: String {
        switch self {
        case .notANumber(let model, let user, let item):
            "\(model) scored item \(item.rawValue) of user \(user.rawValue) as not-a-number: its training has probably "
                + "diverged; lower the learning rate or load an earlier model"
        case .itemOutsideCatalog(let user, let item, let count):
            "item \(item.rawValue) of user \(user.rawValue) lies outside the catalogue of \(count) items: "
                + "split and catalogue must come from one data set"
        case .historyTooShort(let user, let historyCount, let events):
            "a case of user \(user.rawValue) has a history of \(historyCount) events but only \(events) exist: build it again"
        case .noCases(let name):
            "protocol \(name) left no case with a target: import more events or choose another protocol"
        case .impossibleOption(let name, let value, let expected):
            "\(name) is \(value), expected \(expected)"
        case .differentUsers(let first, let second, let firstCount, let secondCount):
            "\(first) was judged on \(firstCount) users and \(second) on \(secondCount) or on others: "
                + "compare two models on one split"
        case .unknownMetric(let name, let known):
            "no metric \(name) here; choose one of \(known.joined(separator: ", "))"
        }
    }
}

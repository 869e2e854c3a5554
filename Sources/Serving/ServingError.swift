import Datasets

/// Why a request to the service cannot be answered, for whoever asked.
public enum ServingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No snapshot has been loaded yet; the text says why the last attempt failed.
    case notReady(String?)
    case unknownItem(String)
    case unknownUser(String)
    case unknownRecommendation(String)
    case unknownConversation(String)
    /// A field of the request, and what would be right.
    case invalid(field: String, reason: String)
    /// Another body under an id that is taken, or a name that exists.
    case conflict(String)
    /// Too much is going on; seconds after which it is worth trying again.
    case overloaded(retryAfter: Double)
    /// The purpose is not allowed by the person.
    case notPermitted(String)

    public var description: String {
        switch self {
        case .notReady(let reason): "the service is not ready" + (reason.map { ": \($0)" } ?? "; it is still loading")
        case .unknownItem(let id): "there is no title “\(id)”"
        case .unknownUser(let id): "there is no user “\(id)”"
        case .unknownRecommendation(let id): "there is no recommendation “\(id)”, or it is too long ago"
        case .unknownConversation(let id): "there is no conversation “\(id)” of this user"
        case .invalid(let field, let reason): "\(field): \(reason)"
        case .conflict(let reason): reason
        case .overloaded(let seconds): "too many requests; try again in \(seconds) seconds"
        case .notPermitted(let reason): reason
        }
    }
}

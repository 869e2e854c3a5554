import Datasets
import Serving

/// Reads who asks where the address does not say it.
extension APIRequest {
    /// The user of a parameter `user`, or whoever the user token is for; nil where nobody is named.
    func asker(_ user: String?) throws(Problem) -> Asker? {
        if case .user(let own, _) = principal {
            guard user == nil || user == "me" || user == own.rawValue else {
                throw Problem(.forbidden, detail: "a user token asks for its own user alone")
            }
            return .user(naming.inside(own))
        }
        guard let user else { return nil }
        guard JSONFields.isIdentifier(user), user != "me" else { throw .parameter("user", "is no id of a user") }
        return .user(naming.inside(UserID(user)))
    }
}

extension JSONFields {
    /// `user`, or `history`: events of somebody who is not stored, oldest first; nil where neither is there.
    mutating func asker(_ request: APIRequest) throws(Problem) -> Asker? {
        let user = try identifier("user")
        guard let events = try history(at: request.received) else { return try request.asker(user) }
        guard user == nil else { throw .field(pointer("history"), "stands beside a user; send one of the two") }
        return .session(events)
    }
}

import Datasets

/// Who may call what: the whole rule, in one function of the route table.
enum Authorization {
    /// - Parameter values: parameters of the path, in order of the template.
    /// - Throws: `Problem`: `unauthorized` without a key, `forbidden` with a key of another scope, `notFound` where somebody's own
    ///   token asks for somebody else: it must not learn whether they exist.
    static func check(_ route: Route, _ principal: Principal, _ values: [String]) throws(Problem) {
        guard case .key(let needed) = route.scope else { return }
        switch principal {
        case .anonymous: throw Problem(.unauthorized, detail: "send a key as `Authorization: Bearer …`")
        case .key(_, let scopes):
            guard scopes.contains(needed) || scopes.contains(.admin) else {
                throw Problem(.forbidden, detail: "this needs a key with the scope `\(needed.rawValue)`")
            }
        case .user(let user, _): try check(route, user, values)
        }
    }

    private static func check(_ route: Route, _ user: UserID, _ values: [String]) throws(Problem) {
        switch route.users {
        case .any: return
        case .none: throw Problem(.forbidden, detail: "a user token may not do this; it needs a key")
        case .own:
            var position = 0
            for segment in route.segments where segment.first == "{" {
                if segment == "{id}", values[position] == user.rawValue || values[position] == "me" { return }
                position += 1
            }
            throw .notFound("there is no such user")
        }
    }
}

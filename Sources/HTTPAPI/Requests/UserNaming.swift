import Datasets
import Serving
import Workspaces

/// How people are called behind the border: as callers call them, or by keyed hashes of that.
///
/// Every id of a user that comes in goes through `inside` before anything else sees it, so that nothing that is stored bears what the
/// outside world calls somebody. Answers name whom they are about as the caller did; of others they can only say the hash.
public struct UserNaming: Sendable {
    private let pseudonyms: UserPseudonyms?

    /// Nil leaves ids as they are.
    public init(_ pseudonyms: UserPseudonyms?) { self.pseudonyms = pseudonyms }

    public static let plain = UserNaming(nil)

    /// Decides by the setting `privacy.pseudonyms`.
    ///
    /// - Parameter isOn: nil = where the workspace has a key.
    /// - Throws: `WorkspaceError.configuration` where ids shall be hashed from now on beside others that were not, or where the key
    ///   cannot be read.
    package init(_ workspace: Workspace, isOn: Bool?) throws {
        if isOn == true { try workspace.demandPseudonyms() }
        pseudonyms = isOn == false ? nil : try workspace.pseudonyms()
    }

    package var isHashing: Bool { pseudonyms != nil }

    /// The id under which somebody is stored.
    func inside(_ id: UserID) -> UserID { pseudonyms?.pseudonym(of: id) ?? id }
}

extension APIRequest {
    /// The user whom `{id}` names, as the caller calls them; `me` is whoever a user token is for.
    func calledUser() throws(Problem) -> UserID {
        let id = path("id")
        if case .user(let own, _) = principal { return own }
        guard id != "me" else { throw .notFound("`me` is the user of a user token; a key names the user itself") }
        guard JSONFields.isIdentifier(id) else {
            throw .invalid("the id of the user is longer than 256 characters or holds control characters")
        }
        return UserID(id)
    }

    /// The user whom `{id}` names, as they are stored.
    public func user() throws(Problem) -> UserID { naming.inside(try calledUser()) }

    /// How an answer about `{id}` names a person: as the caller did, where it is the one who was asked about.
    func name(of person: UserID) -> String {
        guard naming.isHashing, let called = try? calledUser(), naming.inside(called) == person else { return person.rawValue }
        return called.rawValue
    }

    /// An error that names somebody by what the caller called them.
    func named(_ error: any Error) -> any Error {
        guard naming.isHashing, case ServingError.unknownUser = error, route.path.hasPrefix("/v1/users/{id}"),
            let called = try? calledUser()
        else { return error }
        return ServingError.unknownUser(called.rawValue)
    }
}

import Datasets
import FoundationEssentials
import Storage

/// What a service knows of a person beside their events.
public struct PersonDocument: Sendable, Hashable {
    public var id: UserID
    public var attributes: [String: String]
    public var record: PersonRecord
    /// Other ids that mean this person.
    public var aliases: [UserID]
}

extension TasteService {
    /// - Throws: `ServingError.unknownUser` when nothing is known, `StorageError`.
    public func personDocument(_ user: UserID) throws -> PersonDocument {
        let person = try identities.person(user, documents)
        let attributes = try workspace.store.attributes(of: person)
        let record = try documents.document(person.rawValue, in: .people)?.decoded(PersonRecord.self)
        if attributes == nil, record == nil, try !workspace.store.contains(user: person) { throw ServingError.unknownUser(user.rawValue) }
        return PersonDocument(
            id: person, attributes: attributes?.values ?? [:], record: record ?? PersonRecord(),
            aliases: try identities.aliases(of: person, documents))
    }

    /// Changes what is known of a person, as one step; known to their next answer.
    ///
    /// - Parameter mustExist: whether somebody unknown is refused instead of entered.
    /// - Throws: `ServingError` (`unknownUser`; `notPermitted` for whoever was erased), what `change` throws, `StorageError`.
    @discardableResult
    public func changePerson(
        _ user: UserID, mustExist: Bool = false, _ change: (inout PersonDocument) throws -> Void
    ) throws -> PersonDocument {
        let changed = try personChanges.withLock { _ in
            let person = try identities.person(user, documents)
            guard try !obedience.isErased(person) else { throw ServingError.notPermitted("the user was erased") }
            var document = PersonDocument(id: person, attributes: [:], record: PersonRecord(), aliases: [])
            do { document = try personDocument(person) } catch let error as ServingError {
                guard case .unknownUser = error, !mustExist else { throw error }
            }
            let before = document
            try change(&document)
            if document.record != before.record {
                try documents.put(
                    ServiceDocument(.people, key: person.rawValue, owner: person, time: now(), encoding: document.record))
            }
            if document.attributes != before.attributes || document.record == before.record {
                try workspace.store.describe(users: [UserAttributes(id: person, values: document.attributes)])
            }
            return document
        }
        forget(changed.id)
        return changed
    }

    /// Sets what a person allows; purposes that are not named stay as they were decided.
    ///
    /// - Parameter decisions: nil takes a decision back, so that the default of the service holds.
    public func setConsents(_ decisions: [PersonRecord.Purpose: PersonRecord.Consent?], of user: UserID) throws -> PersonRecord {
        try changePerson(user) { document in
            for (purpose, decision) in decisions { document.record.consents[purpose] = decision }
        }.record
    }
}

import Datasets
import FoundationEssentials
import Storage
import StorageSQLite
import Workspaces

/// A request for privacy that was fulfilled; it does not say whose.
public struct PrivacyRequest: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable { case export, erase }
    public var id: String
    public var kind: Kind
    /// Keyed hash of the user's id, 64 hexadecimal digits: the entry in the erasure ledger.
    public var entry: String
    public var time: Timestamp
    public var events: Int
    public var documents: Int
}

extension ServiceCollection {
    /// `PrivacyRequest` by its id; without an owner, since it outlives what it is about.
    public static let privacyRequests: ServiceCollection = "privacy-requests"
}

extension TasteService {
    /// Removes a person at once from everything that can be read, and keeps them out from then on.
    ///
    /// Events, documents, what is kept of them in memory, and their other ids. What models have learned stays until they are
    /// trained again, and the receipt names them.
    /// - Throws: `ServingError.unknownUser` when nothing is known, `StorageError`, `WorkspaceError`.
    public func erase(_ user: UserID) async throws -> (receipt: ErasureReceipt, request: PrivacyRequest) {
        try await intake.exclusively { [self] in
            let person = try identities.person(user, documents)
            let known = try !documents.everything(of: person).isEmpty
            let ids = try [person] + identities.aliases(of: person, documents)
            let time = now()
            var receipt: ErasureReceipt
            do {
                receipt = try workspace.erase(user: person, isKnown: known) { Date(timeIntervalSince1970: Double(time.rawValue) / 1000) }
            } catch let error as WorkspaceError where error.code == .unknownUser { throw ServingError.unknownUser(user.rawValue) }
            // Their other ids must not bring them back.
            for id in ids.dropFirst() { try workspace.store.erase(user: id, at: time) }
            obedience.ledgerChanged()
            receipt.documents = try documents.erase(owner: person)
            let request = PrivacyRequest(
                id: recommendationID(time), kind: .erase, entry: receipt.entry, time: time, events: receipt.events,
                documents: receipt.documents)
            try documents.put(ServiceDocument(.privacyRequests, key: request.id, time: time, encoding: request))
            receipt.filesAreClean = try documents.purge() && (workspace.store as? SQLiteEventStore)?.purge() ?? true
            forgetEverywhere(ids)
            return (receipt, request)
        }
    }

    /// What is kept in memory of somebody who was erased.
    private func forgetEverywhere(_ ids: [UserID]) {
        identities.forget()
        recentEvents.forget(Set(ids))
        for id in ids {
            people.forget(id)
            pages.erase(id)
            presentation?.forget(id)
            forgetLearned(from: id)
            (try? host.current())?.engine.erase(StableHash.of(id.rawValue, seed: Dataset.userKeySeed))
        }
        // What little data counts of everybody, and what is popular these days, is counted anew without them.
        refreshTitles()
    }

    /// Requests for privacy that were fulfilled, newest first.
    public func privacyRequests(before: Timestamp? = nil, limit: Int = 100) throws -> [PrivacyRequest] {
        try documents.latest(in: .privacyRequests, owner: nil, since: nil, before: before, limit: limit).map {
            try $0.decoded(PrivacyRequest.self)
        }
    }
}

/// Everything that is kept of one person.
public struct PersonExport: Sendable {
    public var person: PersonDocument
    public var time: Timestamp
    /// Oldest first.
    public var events: [RawEvent]
    public var documents: [ServiceDocument]
}

extension TasteService {
    /// Everything that is kept of one person: events, attributes, and every document about them.
    ///
    /// - Throws: `ServingError.unknownUser`, `StorageError`.
    public func export(of user: UserID) throws -> PersonExport {
        let person = try identities.person(user, documents)
        let (events, theirs) = try (workspace.store.events(of: person), documents.everything(of: person))
        var document = PersonDocument(id: person, attributes: [:], record: PersonRecord(), aliases: [])
        do { document = try personDocument(person) } catch ServingError.unknownUser {
            guard !theirs.isEmpty else { throw ServingError.unknownUser(user.rawValue) }
        }
        let time = now()
        let request = PrivacyRequest(
            id: recommendationID(time), kind: .export, entry: try hexadecimal(workspace.store.erasures().hash(of: person)), time: time,
            events: events.count, documents: theirs.count)
        try documents.put(ServiceDocument(.privacyRequests, key: request.id, time: time, encoding: request))
        return PersonExport(person: document, time: time, events: events, documents: theirs)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

import Datasets
import FoundationEssentials
import Storage
import Synchronization

/// Ids that turned out to mean one person: whoever is named by one of them is found under the other.
final class Identities: Sendable {
    /// A merge, as its document says it.
    struct Alias: Codable {
        var person: UserID
        /// Whether events and documents still have to change hands.
        var isPending: Bool
    }
    private let people = Mutex<[UserID: UserID]?>(nil)

    /// The person whom an id means; the id itself for almost everybody.
    func person(_ id: UserID, _ documents: any ServiceStore) throws -> UserID { try known(documents)[id] ?? id }

    /// Other ids of a person.
    func aliases(of person: UserID, _ documents: any ServiceStore) throws -> [UserID] {
        try known(documents).filter { $0.value == person }.map(\.key).sorted()
    }

    /// Read anew when it is asked for next.
    func forget() { people.withLock { $0 = nil } }

    private func known(_ documents: any ServiceStore) throws -> [UserID: UserID] {
        try people.withLock { people in
            if let people { return people }
            var read: [UserID: UserID] = [:]
            for document in try documents.all(in: .aliases) { read[UserID(document.key)] = try document.decoded(Alias.self).person }
            people = read
            return read
        }
    }
}

extension ServiceCollection {
    /// `Identities.Alias` by the id that is no person of its own any more; the person is the owner.
    static let aliases: ServiceCollection = "aliases"
}

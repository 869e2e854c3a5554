import Datasets
import Storage

/// Hashes users' ids on their way into the sink.
struct PseudonymousSink<Base: ImportSink>: ImportSink {
    var base: Base
    let pseudonyms: UserPseudonyms
    /// Files are mostly grouped by user.
    private var last: (id: UserID, pseudonym: UserID)?

    init(_ base: Base, _ pseudonyms: UserPseudonyms) {
        self.base = base
        self.pseudonyms = pseudonyms
    }

    private mutating func pseudonym(of user: UserID) -> UserID {
        if let last, last.id == user { return last.pseudonym }
        let pseudonym = pseudonyms.pseudonym(of: user)
        last = (user, pseudonym)
        return pseudonym
    }

    mutating func begin(_ source: ImportSource) throws { try base.begin(source) }
    mutating func receive(items: [Item]) throws { try base.receive(items: items) }
    mutating func receive(problems: [RowProblem]) throws { try base.receive(problems: problems) }
    mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws {
        try base.progress(source, bytesRead: bytesRead, of: total)
    }

    mutating func receive(users: [UserAttributes]) throws {
        try base.receive(users: users.map { UserAttributes(id: pseudonyms.pseudonym(of: $0.id), values: $0.values) })
    }

    mutating func receive(events: [RawEvent]) throws {
        var hashed = events
        for place in hashed.indices { hashed[place].user = pseudonym(of: hashed[place].user) }
        try base.receive(events: hashed)
    }
}

import Datasets
import Storage

/// What a merge did.
public struct MergeReceipt: Sendable, Hashable {
    public var person: UserID
    public var events: Int
    public var documents: Int
}

extension TasteService {
    /// Makes two ids one person: events and documents of the first become the second's, and so does whatever comes later.
    ///
    /// Durable step by step: the id is an alias first, so that nothing that comes in between is lost, and whoever starts after a
    /// kill finishes the rest (`recover`).
    /// - Throws: `ServingError` (`unknownUser`, `invalid`, `notPermitted`), `StorageError`.
    public func merge(_ user: UserID, into other: UserID) async throws -> MergeReceipt {
        try await intake.exclusively { [self] in
            let (from, person) = try (identities.person(user, documents), identities.person(other, documents))
            guard from != person else {
                guard user != person else { throw ServingError.invalid(field: "/other", reason: "it is the same user") }
                return MergeReceipt(person: person, events: 0, documents: 0)
            }
            guard try isKnown(from) else { throw ServingError.unknownUser(user.rawValue) }
            guard try !obedience.isErased(person) else { throw ServingError.notPermitted("the user was erased") }
            let aliases = try [from] + identities.aliases(of: from, documents)
            try documents.write(aliases.map { .put(try alias($0, of: person, isPending: true)) })
            identities.forget()
            return try finishMerge(from, into: person)
        }
    }

    /// The steps behind the first, which may be repeated.
    private func finishMerge(_ user: UserID, into person: UserID) throws -> MergeReceipt {
        let events = try workspace.store.merge(user: user, into: person)
        let theirs = try documents.everything(of: user).filter { $0.collection != .aliases }
        var changes = try theirs.flatMap { try handedOver($0, from: user, to: person) }
        for id in try identities.aliases(of: person, documents) { changes.append(.put(try alias(id, of: person, isPending: false))) }
        try documents.write(changes)
        for id in [user, person] {
            people.forget(id)
            forgetLearned(from: id)
            (try? host.current())?.engine.invalidate(StableHash.of(id.rawValue, seed: Dataset.userKeySeed))
        }
        try learnAgain(from: person)
        return MergeReceipt(person: person, events: events, documents: theirs.count)
    }

    private func alias(_ id: UserID, of person: UserID, isPending: Bool) throws -> ServiceDocument {
        try ServiceDocument(
            .aliases, key: id.rawValue, owner: person, time: now(), encoding: Identities.Alias(person: person, isPending: isPending))
    }

    private func handedOver(_ document: ServiceDocument, from user: UserID, to person: UserID) throws -> [ServiceChange] {
        var moved = document
        moved.owner = person
        guard document.key == user.rawValue else { return [.put(moved)] }
        moved.key = person.rawValue
        let removal = ServiceChange.remove(document.collection, key: document.key)
        guard let kept = try documents.document(moved.key, in: document.collection) else { return [removal, .put(moved)] }
        // Of two records of one kind the other's counts, but for what people said about themselves.
        guard document.collection == .people else { return [removal] }
        let record = try kept.decoded(PersonRecord.self).merged(with: document.decoded(PersonRecord.self))
        return [removal, .put(try ServiceDocument(.people, key: moved.key, owner: person, time: now(), encoding: record))]
    }

    /// Finishes what an earlier process began, and obeys erasures that it did not live to obey; before the first answer.
    ///
    /// - Throws: `StorageError`.
    public func recover() throws {
        try documents.obey(workspace.store.erasures())
        for document in try documents.all(in: .aliases) {
            let alias = try document.decoded(Identities.Alias.self)
            if alias.isPending { _ = try finishMerge(UserID(document.key), into: alias.person) }
        }
    }
}

extension PersonRecord {
    /// What two records of one person say together: own words first, a refusal before a consent, the stricter limit.
    func merged(with other: PersonRecord) -> PersonRecord {
        var merged = self
        merged.maturity = TasteService.stricter(maturity, other.maturity)
        merged.country = country ?? other.country
        merged.consents.merge(other.consents) { mine, theirs in mine.isGiven && !theirs.isGiven ? theirs : mine }
        let said = Set(corrections.map { "\($0.facet)\u{1F}\($0.value)" })
        merged.corrections += other.corrections.filter { !said.contains("\($0.facet)\u{1F}\($0.value)") }
        merged.tasteSince = [tasteSince, other.tasteSince].compactMap { $0 }.max()
        return merged
    }
}

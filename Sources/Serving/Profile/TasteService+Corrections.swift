import Datasets
import Storage
import Synchronization

/// What a person wants changed about their profile; every part that is given takes effect, all or none.
public struct ProfileChange: Sendable, Hashable {
    /// A weight of 0 takes a correction back.
    public var corrections: [PersonRecord.Correction]
    public var ignoring: [IgnoredView]
    public var restoring: [IgnoredView]
    public init(corrections: [PersonRecord.Correction] = [], ignoring: [IgnoredView] = [], restoring: [IgnoredView] = []) {
        (self.corrections, self.ignoring, self.restoring) = (corrections, ignoring, restoring)
    }
}

extension TasteService {
    /// Most corrections of one person.
    static let mostCorrections = 200

    /// Corrects a profile; durable when it returns, and the person's next answer knows it.
    ///
    /// - Throws: `ServingError.invalid` naming the field, `StorageError`; nothing has changed then.
    public func correct(_ user: UserID, _ change: ProfileChange) throws {
        let titles = try host.current().titles
        try check(change, titles)
        let user = try identities.person(user, documents)
        try personChanges.withLock { _ in
            var record = try record(of: user)
            for correction in change.corrections {
                let name = ValueName(correction.facet, correction.value)
                record.corrections.removeAll { ValueName($0.facet, $0.value) == name }
                if correction.weight != 0 { record.corrections.append(correction) }
            }
            guard record.corrections.count <= TasteService.mostCorrections else {
                throw ServingError.invalid(field: "corrections", reason: "there are already \(TasteService.mostCorrections)")
            }
            var changes: [ServiceChange] = [
                .put(try ServiceDocument(.people, key: user.rawValue, owner: user, time: now(), encoding: record))
            ]
            for view in change.ignoring {
                changes.append(.put(try ServiceDocument(.ignoredEvents, key: view.key(of: user), owner: user, time: now(), encoding: view)))
            }
            for view in change.restoring { changes.append(.remove(.ignoredEvents, key: view.key(of: user))) }
            try documents.write(changes)
        }
        forget(user)
    }

    private func check(_ change: ProfileChange, _ titles: TitleTable) throws(ServingError) {
        for (place, correction) in change.corrections.enumerated() where correction.weight != 0 {
            let facet = FacetName(rawValue: correction.facet)
            guard TitleValues.decade == facet || TitleValues.length == facet || titles.facetNames.contains(facet) else {
                throw .invalid(field: "corrections/\(place)/facet", reason: "no title has a facet “\(correction.facet)”")
            }
            guard !TitleValues.titles(facet, correction.value, in: titles).isEmpty else {
                throw .invalid(field: "corrections/\(place)/value", reason: "no title has \(correction.facet) “\(correction.value)”")
            }
        }
        guard change.ignoring.count <= TasteService.mostIgnored else {
            throw .invalid(field: "ignored", reason: "more than \(TasteService.mostIgnored) views")
        }
        for view in change.ignoring where titles.catalog.index(of: ItemID(view.item)) == nil {
            throw .unknownItem(view.item)
        }
    }

    /// Takes corrections back: those of the facet and of the value that are named.
    public func takeBackCorrections(of user: UserID, facet: String?, value: String?) throws {
        let user = try identities.person(user, documents)
        try personChanges.withLock { _ in
            var record = try record(of: user)
            let before = record.corrections.count
            record.corrections.removeAll { correction in
                let named = ValueName(facet ?? correction.facet, value ?? correction.value)
                return ValueName(correction.facet, correction.value) == named
            }
            guard record.corrections.count < before else { return }
            try documents.put(try ServiceDocument(.people, key: user.rawValue, owner: user, time: now(), encoding: record))
        }
        forget(user)
    }

    /// Begins anew: what was so far says nothing about the person's taste any more, and what they told the profile is taken back.
    ///
    /// What they have met stays known, and so does what they refused.
    public func resetTaste(of user: UserID) throws {
        let user = try identities.person(user, documents)
        try personChanges.withLock { _ in
            var record = try record(of: user)
            record.tasteSince = now()
            record.corrections = []
            let ignored = try ignoredViews(of: user).map { ServiceChange.remove(.ignoredEvents, key: $0.key(of: user)) }
            try documents.write(
                [.put(try ServiceDocument(.people, key: user.rawValue, owner: user, time: now(), encoding: record))] + ignored)
        }
        forget(user)
    }
}

import Datasets
import FoundationEssentials
import Storage

extension TasteService {
    /// - Throws: `ServingError.unknownItem`, `StorageError`.
    public func title(_ id: ItemID) throws -> TitleDocument {
        if let link = try documents.document(id.rawValue, in: .episodes)?.decoded(EpisodeLink.self) { return TitleDocument(link) }
        guard let item = try workspace.store.items([id]).first else { throw ServingError.unknownItem(id.rawValue) }
        let facts = try documents.document(id.rawValue, in: .titleFacts)?.decoded(TitleFacts.self)
        return TitleDocument(item, facts: facts ?? TitleFacts())
    }

    /// Adds titles, or replaces what was known about them, but for tags that still hold; answers know names and contents within about a second, limits at once.
    ///
    /// - Parameter version: where one title is given, what `TitleDocument.version` must say of the stored one; `*` for any.
    /// - Throws: `ServingError.conflict` when it says something else, `ServingError.invalid`, `StorageError`.
    public func put(_ titles: [TitleDocument], ifMatch version: String? = nil) throws {
        guard !titles.isEmpty else { return }
        try titleChanges.withLock { _ in
            if let version, let first = titles.first { try demand(version, of: first.id) }
            for title in titles { try check(title) }
            try store(titles)
        }
        try host.reloadFacts()
        refreshTitles()
    }

    /// Changes a title as one step.
    ///
    /// - Throws: `ServingError` (`unknownItem`, `conflict`), what `change` throws, `StorageError`.
    @discardableResult
    public func patch(
        _ id: ItemID, ifMatch version: String? = nil, _ change: (inout TitleDocument) throws -> Void
    ) throws -> TitleDocument {
        let changed = try titleChanges.withLock { _ in
            if let version { try demand(version, of: id) }
            var title = try title(id)
            try change(&title)
            try check(title)
            try store([title])
            return title
        }
        try host.reloadFacts()
        refreshTitles()
        return changed
    }

    /// Takes a title off all lists, or puts it back, with effect on the next answer.
    ///
    /// - Throws: `ServingError.unknownItem` for one that neither the catalogue nor the model knows; `StorageError`.
    public func setHidden(_ isHidden: Bool, _ id: ItemID) throws {
        try titleChanges.withLock { _ in
            var facts = TitleFacts()
            if let known = try documents.document(id.rawValue, in: .titleFacts)?.decoded(TitleFacts.self) {
                facts = known
            } else if try workspace.store.items([id]).isEmpty, (try? host.current())?.titles.catalog.index(of: id) == nil {
                throw ServingError.unknownItem(id.rawValue)
            }
            facts.isHidden = isHidden
            try documents.put(ServiceDocument(.titleFacts, key: id.rawValue, time: now(), encoding: facts))
        }
        try host.reloadFacts()
    }

    /// Removes what is known about a title, with effect on the next answer. Events that name it stay.
    ///
    /// A model may still know it; so it stays hidden until it is put again.
    /// - Throws: `ServingError.unknownItem`, `ServingError.conflict`, `StorageError`.
    public func removeTitle(_ id: ItemID, ifMatch version: String? = nil) throws {
        try titleChanges.withLock { _ in
            let title = try title(id)
            if let version { try demand(version, of: id) }
            if title.episode != nil { return try documents.remove(id.rawValue, in: .episodes) }
            try documents.put(ServiceDocument(.titleFacts, key: id.rawValue, time: now(), encoding: TitleFacts(isHidden: true)))
            try workspace.store.remove(items: [id])
        }
        try host.reloadFacts()
        refreshTitles()
    }

    /// Titles of the catalogue in byte order of their ids, those behind `after`; names may be a second old.
    ///
    /// - Throws: `ServingError.notReady`.
    public func titles(after: ItemID?, limit: Int) throws -> (titles: [TitleDocument], total: Int) {
        let table = try host.current().titles
        var (low, high) = (0, after == nil ? 0 : table.count)
        while low < high {
            let middle = (low + high) / 2
            if after! < table.catalog.items[middle].id { high = middle } else { low = middle + 1 }
        }
        let page = table.catalog.items[low..<min(table.count, low + max(0, limit))]
        return (zip(page, table.facts[low...]).map { TitleDocument($0, facts: $1) }, table.count)
    }

    // MARK: Steps

    private func demand(_ version: String, of id: ItemID) throws {
        let stored: String?
        do { stored = try title(id).version() } catch ServingError.unknownItem { stored = nil }
        guard let stored, version == "*" || version == stored else {
            throw ServingError.conflict("“\(id)” has changed, or is not there: read it again")
        }
    }

    private func check(_ title: TitleDocument) throws(ServingError) {
        guard !title.id.rawValue.isEmpty else { throw .invalid(field: "/id", reason: "it is empty") }
        guard let episode = title.episode else { return }
        guard episode.series != title.id else { throw .invalid(field: "/series/id", reason: "an episode is not its own series") }
        guard episode.number >= 1 else { throw .invalid(field: "/series/number", reason: "episodes are numbered from 1") }
    }

    /// Limits first, so that no title is ever seen without its own.
    private func store(_ titles: [TitleDocument]) throws {
        let time = now()
        var changes: [ServiceChange] = []
        for title in titles {
            let key = title.id.rawValue
            if let episode = title.episode {
                changes.append(.put(try ServiceDocument(.episodes, key: key, time: time, encoding: episode)))
                changes.append(.remove(.titleFacts, key: key))
                continue
            }
            changes.append(.remove(.episodes, key: key))
            if title.facts.isEmpty {
                changes.append(.remove(.titleFacts, key: key))
            } else {
                changes.append(.put(try ServiceDocument(.titleFacts, key: key, time: time, encoding: title.facts)))
            }
        }
        let items = titles.filter { $0.episode == nil }.map(\.item)
        let known = try workspace.store.items(items.map(\.id)).reduce(into: [ItemID: Item]()) { $0[$1.id] = $1 }
        let described = try shelf().describedAnew(items, known: known, at: time)
        try documents.write(changes + described.changes)
        try workspace.store.replace(items: described.items)
        try workspace.store.remove(items: titles.filter { $0.episode != nil }.map(\.id))
    }

    /// Loads the changed catalogue soon; until then the old one answers.
    func refreshTitles() { refresher.ask { [host] in try? host.reload() } }

    /// Waits until changes of titles that were made before are known to answers.
    public func titlesSettled() async { await refresher.settled() }
}

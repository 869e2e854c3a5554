import Datasets

/// Which item each title of a history is, and why.
struct HistoryResolution {
    enum Outcome {
        case item(ItemID, TitleMatch.Basis?)
        case added(Item)
        case declined
        case ambiguous([ItemIndex])
        case unknown
    }
    private(set) var outcomes: [HistoryTitle: Outcome] = [:]
    private(set) var counts: [HistoryTitle: Int] = [:]

    /// - Parameters:
    ///   - earlier: items that titles were recognised as by an earlier import of the same file; they stay what they are.
    /// - Throws: `WorkspaceError.unknownItem` when a decision names an id that is none.
    init(
        _ history: PersonalHistory, catalog: Catalog, decisions: HistoryDecisions, earlier: [String: String], addsUnknown: Bool
    ) throws {
        let matcher = TitleMatcher(catalog)
        for entry in history.entries { counts[entry.title, default: 0] += 1 }
        for title in counts.keys {
            outcomes[title] = try HistoryResolution.outcome(
                title, matcher, catalog: catalog, decision: decisions[title.key], earlier: earlier[title.key], addsUnknown: addsUnknown)
        }
    }

    private static func outcome(
        _ title: HistoryTitle, _ matcher: TitleMatcher, catalog: Catalog, decision: HistoryDecisions.Decision?, earlier: String?,
        addsUnknown: Bool
    ) throws -> Outcome {
        switch decision {
        case .item(let id):
            guard catalog.index(of: id) != nil else {
                throw WorkspaceError(
                    .unknownItem, "the decision for “\(title.key)” names “\(id)”, which is no item of the catalogue",
                    advice: "Use an id of the list of candidates, or null for a title that is none of the catalogue")
            }
            return .item(id, .decision)
        case HistoryDecisions.Decision.none?: return .declined
        case .open?, nil: break
        }
        if let earlier, catalog.index(of: ItemID(earlier)) != nil { return .item(ItemID(earlier), nil) }
        switch matcher.match(title) {
        case .found(let index, let basis): return .item(catalog[index].id, basis)
        case .ambiguous(let candidates): return .ambiguous(candidates)
        case .unknown: return addsUnknown ? .added(item(for: title)) : .unknown
        }
    }

    /// An item of its own for a title: its id comes from an outside id where there is one, else from name and year.
    private static func item(for title: HistoryTitle) -> Item {
        let known = ["imdb", "tmdb", "tvdb", "trakt"].first { title.identifiers[$0] != nil }
        let words = TitleKey(title.name).words.replacing(" ", with: "-")
        let name = [title.form == .unknown ? "title" : title.form.rawValue, words, title.year.map(String.init) ?? ""]
        let id = known.map { "\($0):\(title.identifiers[$0]!)" } ?? name.filter { !$0.isEmpty }.joined(separator: ":")
        let domain: ItemDomain =
            switch title.form {
            case .film: .film
            case .series: .series
            case .song: .song
            case .unknown: .other
            }
        return Item(id: ItemID(id), domain: domain, title: title.name, year: title.year, identifiers: title.identifiers)
    }

    func item(of entry: HistoryEntry) -> ItemID? {
        switch outcomes[entry.title] {
        case .item(let id, _): id
        case .added(let item): item.id
        default: nil
        }
    }

    var added: [Item] {
        outcomes.values.compactMap { if case .added(let item) = $0 { item } else { nil } }.sorted { $0.id < $1.id }
    }

    /// Item of each recognised title, for the next import of the same file.
    var matched: [String: String] {
        var matched: [String: String] = [:]
        for (title, outcome) in outcomes {
            switch outcome {
            case .item(let id, _): matched[title.key] = id.rawValue
            case .added(let item): matched[title.key] = item.id.rawValue
            default: break
            }
        }
        return matched
    }

    /// Fills in what a person wants to know, titles with most events first.
    func report(into report: inout HistoryImportReport, catalog: Catalog) {
        let index = TitleIndex(catalog)
        report.titles = outcomes.count
        for title in outcomes.keys.sorted(by: { (counts[$1]!, $0.key) < (counts[$0]!, $1.key) }) {
            switch outcomes[title]! {
            case .item(_, let basis): report.recognised[basis?.rawValue ?? "earlier import", default: 0] += 1
            case .added: report.added += 1
            case .declined: report.declined += 1
            case .ambiguous(let items): report.ambiguous.append(open(title, items, catalog))
            case .unknown:
                // Looking for near names reads the whole catalogue: for the titles that matter most only.
                let near = report.unknown.count < 200 ? index.nearest(to: title.key, count: 3) : []
                report.unknown.append(open(title, near, catalog))
            }
        }
    }

    private func open(_ title: HistoryTitle, _ items: [ItemIndex], _ catalog: Catalog) -> HistoryImportReport.OpenTitle {
        HistoryImportReport.OpenTitle(
            title: title.key, events: counts[title]!,
            candidates: items.prefix(5).map { .init(id: catalog[$0].id.rawValue, title: catalog[$0].title, year: catalog[$0].year) })
    }
}

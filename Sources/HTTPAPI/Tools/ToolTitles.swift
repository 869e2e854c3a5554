import Datasets
import Serving
import ToolProtocol
import Understanding

/// Says titles of a snapshot as data for models.
struct ToolTitles {
    let titles: TitleTable
    init(_ snapshot: ServingSnapshot) { titles = snapshot.titles }

    /// Id, title, year; nil for a title that cannot be said.
    func name(_ index: ItemIndex) -> JSONTree? {
        guard titles.catalog.items.indices.contains(index.position) else { return nil }
        let item = titles[index]
        guard ToolText.isIdentifier(item.id.rawValue) else { return nil }
        var members: [String: JSONTree] = [
            "id": .string(item.id.rawValue), "title": .string(ToolText.title(item.title) ?? ToolText.withheld),
        ]
        if let year = item.year { members["year"] = .count(year) }
        return .object(members)
    }

    /// The same with what a model needs to tell of it.
    func card(_ index: ItemIndex) -> JSONTree? {
        guard let name = name(index) else { return nil }
        let item = titles[index]
        var more: [String: JSONTree] = ["genres": ToolText.labels(item.facets[.genre] ?? [])]
        if let plot = ToolText.plot(item.text) { more["plot"] = .string(plot) }
        let directors = ToolText.labels(item.facets[.director] ?? [], most: 3)
        if directors != [] { more["directors"] = directors }
        return name.adding(more)
    }

    func card(_ item: ServedItem) -> JSONTree? {
        guard let card = card(item.index) else { return nil }
        return item.reason.map { card.adding(["reason": reason($0)]) } ?? card
    }

    func cards(_ list: ServedList) -> JSONTree { .array(list.items.compactMap { card($0) }) }

    /// Why, as data: no sentence of ours carries a text of the catalogue.
    func reason(_ reason: ServedReason) -> JSONTree {
        var members: [String: JSONTree] = ["kind": .string(reason.kind.rawValue)]
        let because = reason.titles.prefix(3).compactMap { name($0) }
        if !because.isEmpty { members["because"] = .array(because) }
        let shared = ToolText.labels(reason.shared, most: 5)
        if shared != [] { members["shared"] = shared }
        return .object(members)
    }

    func index(_ id: String) throws(ServingError) -> ItemIndex {
        guard let index = titles.catalog.index(of: ItemID(id)) else { throw .unknownItem(PlainLine.of(id, longest: 80)) }
        return index
    }

    /// What every answer says of itself.
    static func head(_ head: AnswerHead) -> [String: JSONTree] {
        var members: [String: JSONTree] = ["model": .string(head.model), "recommendation_id": .string(head.recommendationID)]
        if let basis = head.basis { members["basis"] = .string(PlainLine.of(basis, longest: 200)) }
        return members
    }
}

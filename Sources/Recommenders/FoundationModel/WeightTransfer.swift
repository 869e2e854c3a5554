import Datasets
import NeuralNetworks
import Tensors

/// Carries weights from one model into another whose tables have other rows.
///
/// Rows are recognised by what they stand for: items by a binding, attribute values and context names by name, ratings by
/// value, engagement symbols by their kinds. Whatever else has the same key and shape is copied whole.
struct WeightTransfer {
    let source: FoundationModel
    let target: FoundationModel
    let binding: ItemBinding
    private let parameters: [String: Parameter]

    init(from source: FoundationModel, to target: FoundationModel, binding: ItemBinding) {
        self.source = source
        self.target = target
        self.binding = binding
        parameters = Dictionary(uniqueKeysWithValues: source.network.layout.parameters.map { ($0.key, $0) })
    }

    /// Overwrites the target's weights.
    ///
    /// - Complexity: O(weights).
    func run() -> WarmStartReport {
        var report = WarmStartReport()
        report.items = target.itemIDs.count
        for parameter in target.network.layout.parameters where !carriesFacets(parameter.key) {
            switch parameter.key {
            case target.network.items.id.key: report.recognised = carryItems(parameter)
            // The directions of one encoder mean nothing to another.
            case HybridItemEmbedding.textKey where source.texts?.identity != target.texts?.identity: report.fresh.append(parameter.key)
            // Columns of other classes would be read for these.
            case let key where key.hasPrefix("intent.") && source.intents != target.intents: report.fresh.append(key)
            case let key where key.hasSuffix(".bias.position"): carryDistances(parameter, &report)
            default: carry(parameter, rows: rowMap(parameter.key), &report)
            }
        }
        carryFacets(&report)
        return report
    }

    // MARK: Rows by number

    private func carry(_ parameter: Parameter, rows: [Int?]?, _ report: inout WarmStartReport) {
        guard let known = parameters[parameter.key], known.columns == parameter.columns, rows != nil || known.rows == parameter.rows else {
            report.fresh.append(parameter.key)
            return
        }
        copy(known, to: parameter, rows: rows ?? Array(0..<parameter.rows))
    }

    /// - Parameter rows: the source's row of each row of the target; nil leaves a row as it is.
    private func copy(_ known: Parameter, to parameter: Parameter, rows: [Int?]) {
        let (from, to, width) = (source.store.pointer(known), target.store.pointer(parameter), parameter.columns)
        for (row, origin) in rows.enumerated() where row < parameter.rows {
            guard let origin, origin < known.rows else { continue }
            (to + row * width).update(from: from + origin * width, count: width)
        }
    }

    /// Positions longer than the start has seen continue its last one.
    private func carryDistances(_ parameter: Parameter, _ report: inout WarmStartReport) {
        guard let known = parameters[parameter.key], known.rows == parameter.rows else {
            report.fresh.append(parameter.key)
            return
        }
        let (from, to) = (source.store.pointer(known), target.store.pointer(parameter))
        for head in 0..<parameter.rows {
            for distance in 0..<parameter.columns {
                to[head * parameter.columns + distance] = from[head * known.columns + min(distance, known.columns - 1)]
            }
        }
    }

    // MARK: Items

    /// What nobody has seen has no id part where there is metadata to stand on; without metadata it keeps its random vector,
    /// since items of equal vectors could never be told apart.
    private func carryItems(_ parameter: Parameter) -> Int {
        let known = source.network.items.id
        let rows = source.rowsByID
        let (from, to, width) = (source.store.pointer(known), target.store.pointer(parameter), parameter.columns)
        var recognised = 0
        for (row, id) in target.itemIDs.enumerated() {
            if let origin = binding.modelItem(for: id).flatMap({ rows[$0] }), source.itemCounts[origin] > 0 {
                (to + row * width).update(from: from + origin * width, count: width)
                recognised += 1
            } else if target.network.items.usesMetadata {
                (to + row * width).update(repeating: 0, count: width)
            }
        }
        return recognised
    }

    // MARK: Attributes

    private func carriesFacets(_ key: String) -> Bool { key.hasPrefix("item.facet.") || key == "item.metadata.mix" }

    private func carryFacets(_ report: inout WarmStartReport) {
        let places = Dictionary(uniqueKeysWithValues: source.facets.fields.enumerated().map { ($1.name, $0) })
        let mixed = target.network.layout.parameters.first { $0.key == "item.metadata.mix" }
        report.facetValues = target.facets.fields.reduce(0) { $0 + $1.values.count }
        guard let mixed, let knownMix = parameters["item.metadata.mix"], knownMix.columns == mixed.columns else {
            if mixed != nil { report.fresh.append("item.metadata.mix") }
            return
        }
        let depth = target.configuration.facetDimension
        for (place, field) in target.facets.fields.enumerated() {
            let table = target.network.layout.parameters.first { $0.key == "item.facet.\(place)" }!
            let blocks = place * depth..<(place + 1) * depth
            guard let origin = places[field.name], let known = parameters["item.facet.\(origin)"] else {
                // The field says nothing until training gives it something to say.
                for row in blocks { (target.store.pointer(mixed) + row * mixed.columns).update(repeating: 0, count: mixed.columns) }
                report.fresh.append("item.facet.\(field.name)")
                continue
            }
            let values = Dictionary(uniqueKeysWithValues: source.facets.fields[origin].values.enumerated().map { ($1, $0) })
            let rows = field.values.map { values[$0] }
            target.store.pointer(table).update(repeating: 0, count: table.count)
            copy(known, to: table, rows: rows)
            report.knownFacetValues += rows.lazy.filter { $0 != nil }.count
            for (step, row) in blocks.enumerated() {
                (target.store.pointer(mixed) + row * mixed.columns).update(
                    from: source.store.pointer(knownMix) + (origin * depth + step) * mixed.columns, count: mixed.columns)
            }
        }
    }

    // MARK: Tokens and requests

    /// The source's row of each row, for tables whose rows have names; nil for all others.
    private func rowMap(_ key: String) -> [Int?]? {
        guard let dot = key.firstIndex(of: "."), key.hasPrefix("token.") || key.hasPrefix("request.") else { return nil }
        let (mine, theirs) = (target.tokenizer, source.tokenizer)
        switch key[key.index(after: dot)...] {
        case "device": return Self.named(mine.devices, in: theirs.devices)
        case "locale": return Self.named(mine.locales, in: theirs.locales)
        case "surface": return Self.named(mine.surfaces, in: theirs.surfaces)
        case "rating": return mine.outcomes.rows(in: theirs.outcomes)
        case "engagement": return mine.engagements.rows(in: theirs.engagements)
        default: return nil
        }
    }

    private static func named(_ names: [String], in known: [String]) -> [Int?] {
        let places = Dictionary(known.enumerated().map { ($1, $0) }) { first, _ in first }
        return names.map { places[$0] }
    }
}

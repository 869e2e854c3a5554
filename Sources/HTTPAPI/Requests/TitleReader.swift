import Artwork
import Datasets
import Serving

/// Reads what a caller says about a title: all of it, or what changes.
///
/// A field that is absent leaves what is there; `null` removes it. Whoever puts a title begins with an empty one.
struct TitleReader {
    private static let longestText = 20_000

    static func apply(_ fields: inout JSONFields, to title: inout TitleDocument) throws(Problem) {
        try describe(&fields, &title.item)
        try limit(&fields, &title.facts)
        if let series = try fields.object("series") {
            title.episode = try episode(series, of: title)
        } else if fields.wasNull("series") {
            title.episode = nil
        }
        try fields.finish()
    }

    private static func describe(_ fields: inout JSONFields, _ item: inout Item) throws(Problem) {
        if let text = try fields.string("title", longest: 500) { item.title = text }
        if fields.wasNull("title") { item.title = item.id.rawValue }
        if let name = try fields.string("domain") {
            guard let domain = ItemDomain(rawValue: name) else {
                throw .field(fields.pointer("domain"), "is none of \(ItemDomain.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            item.domain = domain
        }
        if fields.wasNull("domain") { item.domain = .other }
        item.year = try kept(fields.integer("year", in: -3000...3000), item.year, "year", fields)
        item.released = try kept(fields.time("released"), item.released, "released", fields)
        item.text = try kept(fields.string("text", longest: longestText), item.text, "text", fields)
        if let facets = try fields.object("facets") { item.facets = try lists(facets) }
        if fields.wasNull("facets") { item.facets = [:] }
        if let identifiers = try fields.object("identifiers") { item.identifiers = try texts(identifiers) }
        if fields.wasNull("identifiers") { item.identifiers = [:] }
    }

    private static func limit(_ fields: inout JSONFields, _ facts: inout TitleFacts) throws(Problem) {
        facts.maturity = try kept(fields.integer("maturity", in: 0...21), facts.maturity, "maturity", fields)
        facts.isHidden = try kept(fields.bool("hidden"), facts.isHidden, "hidden", fields) ?? false
        facts.duration = try kept(fields.number("duration", in: 0...1e7).map { Float($0) }, facts.duration, "duration", fields)
        facts.image = try kept(fields.string("image", longest: 2000), facts.image, "image", fields)
        facts.episodeCount = try kept(fields.integer("episode_count", in: 0...100_000), facts.episodeCount, "episode_count", fields)
        if let licences = try fields.objects("availability", most: 300) {
            facts.availability = []
            for var licence in licences { facts.availability.append(try availability(&licence)) }
        }
        if fields.wasNull("availability") { facts.availability = [] }
        if let creatives = try fields.objects("creatives", most: CreativeSet.largestCount) {
            facts.creatives = []
            for var creative in creatives { facts.creatives?.append(try self.creative(&creative)) }
            try check(facts.creatives ?? [], fields)
        }
        if fields.wasNull("creatives") { facts.creatives = nil }
    }

    private static func kept<Value>(_ new: Value?, _ old: Value?, _ name: String, _ fields: JSONFields) -> Value? {
        fields.wasNull(name) ? nil : new ?? old
    }

    private static func availability(_ fields: inout JSONFields) throws(Problem) -> TitleFacts.Availability {
        let countries = try fields.strings("countries", most: 300, longest: 2) ?? []
        guard countries.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } }) else {
            throw .field(fields.pointer("countries"), "has something else than two capital letters of ISO 3166")
        }
        let licence = TitleFacts.Availability(countries: countries, from: try fields.time("from"), until: try fields.time("until"))
        try fields.finish()
        return licence
    }

    private static func creative(_ fields: inout JSONFields) throws(Problem) -> SuppliedCreative {
        let id = try fields.required("id", fields.string("id", longest: CreativeSet.longestName))
        let address = try fields.required("address", fields.string("address", longest: 2000))
        let name = try fields.string("kind") ?? CreativeKind.image.rawValue
        guard let kind = CreativeKind(rawValue: name), kind == .image || kind == .trailer else {
            throw .field(fields.pointer("kind"), "is neither image nor trailer")
        }
        var themes: [Theme] = []
        for var theme in try fields.objects("themes", most: CreativeSet.mostThemes) ?? [] {
            let facet = try theme.required("facet", theme.string("facet", longest: 64))
            themes.append(Theme(FacetName(rawValue: facet), try theme.required("value", theme.string("value", longest: 500))))
            try theme.finish()
        }
        try fields.finish()
        return SuppliedCreative(id: id, kind: kind, address: address, themes: themes)
    }

    private static func check(_ creatives: [SuppliedCreative], _ fields: JSONFields) throws(Problem) {
        guard !creatives.isEmpty else { throw .field(fields.pointer("creatives"), "is empty: null takes them away") }
        do throws(ArtworkError) {
            _ = try CreativeSet(
                title: ItemID("it"), creatives: creatives.map { Creative(id: $0.id, kind: $0.kind, themes: $0.themes) })
        } catch { throw .field(fields.pointer("creatives"), "cannot be told apart: \(error)") }
    }

    private static func episode(_ series: JSONFields, of title: TitleDocument) throws(Problem) -> EpisodeLink {
        var fields = series
        let id = try fields.required("id", fields.identifier("id"))
        let number = try fields.required("number", fields.integer("number", in: 1...1_000_000))
        let season = try fields.integer("season", in: 0...10_000)
        try fields.finish()
        return EpisodeLink(
            id: title.id, series: ItemID(id), season: season, number: Int32(number), title: title.item.title,
            duration: title.facts.duration)
    }

    private static func lists(_ fields: JSONFields) throws(Problem) -> [FacetName: [String]] {
        var fields = fields
        var facets: [FacetName: [String]] = [:]
        for name in fields.remainingNames {
            guard JSONFields.isIdentifier(name), TextLength.of(name, isAtMost: 64) else {
                throw .field(fields.pointer, "has a name that is no facet")
            }
            let values = try fields.strings(name, most: 500, longest: 500) ?? []
            if !values.isEmpty {
                facets[FacetName(rawValue: name)] = Array(Set(values)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            }
        }
        return facets
    }

    private static func texts(_ fields: JSONFields) throws(Problem) -> [String: String] {
        var fields = fields
        var texts: [String: String] = [:]
        for name in fields.remainingNames { texts[name] = try fields.string(name, longest: 500) }
        return texts
    }
}

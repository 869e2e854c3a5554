import Artwork
import Datasets
import Understanding

/// The ways in which a title can be presented: what is chosen from, and what each choice shows.
struct TitleFaces: Sendable {
    var set: CreativeSet
    /// By place in the set.
    private var shown: [ServedCreative]

    func served(_ place: Int, propensity: Double) -> ServedCreative {
        var creative = shown[place]
        creative.propensity = propensity
        return creative
    }

    private init?(_ title: ItemID, _ faces: [(creative: Creative, shown: ServedCreative)]) {
        // One face is no choice.
        guard faces.count > 1, let set = try? CreativeSet(title: title, creatives: faces.map(\.creative)) else { return nil }
        self.set = set
        shown = faces.map(\.shown)
    }

    /// Supplied pictures and clips; where there are none, and no single picture either, one generated poster a genre.
    static func artwork(_ item: Item, _ facts: TitleFacts) -> TitleFaces? {
        if let supplied = facts.creatives, !supplied.isEmpty {
            let faces = supplied.prefix(CreativeSet.largestCount).map { one in
                (
                    creative: Creative(id: one.id, kind: one.kind, themes: one.themes),
                    shown: ServedCreative(id: one.id, kind: one.kind, address: one.address, propensity: 1)
                )
            }
            return TitleFaces(item.id, Array(faces))
        }
        guard facts.image == nil else { return nil }
        let posters = (item.facets[.genre] ?? []).prefix(mostPosters).map { genre in
            let id = "poster:\(genre.lowercased())"
            return (
                creative: Creative(id: id, kind: .poster, themes: [Theme(.genre, genre)]),
                shown: ServedCreative(id: id, kind: .poster, theme: genre, propensity: 1)
            )
        }
        return TitleFaces(item.id, Array(posters))
    }

    /// Lines that the catalogue itself says: sentences of the synopsis, who plays and who directs, what kind of story it is.
    static func highlights(_ item: Item) -> TitleFaces? {
        var lines: [(id: String, text: String, themes: [Theme])] = []
        for (number, sentence) in Sentences.of(item.text ?? "", most: 6).enumerated() where lineLength.contains(sentence.count) {
            if lines.count < mostSentences { lines.append(("sentence:\(number + 1)", sentence, [])) }
        }
        if let cast = item.facets[.cast], !cast.isEmpty {
            let names = Array(cast.prefix(2))
            lines.append(("cast", "With \(names.joined(separator: " and "))", names.map { Theme(.cast, $0) }))
        }
        if let director = item.facets[.director]?.first {
            lines.append(("director", "Directed by \(director)", [Theme(.director, director)]))
        }
        for genre in (item.facets[.genre] ?? []).prefix(2) { lines.append(("genre:\(genre.lowercased())", genre, [Theme(.genre, genre)])) }
        for facet in tagFacets {
            if let value = item.facets[facet]?.first { lines.append(("\(facet.rawValue):\(value)", value, [Theme(facet, value)])) }
        }
        let faces = lines.prefix(CreativeSet.largestCount).map { line in
            (
                creative: Creative(id: line.id, kind: .text, themes: line.themes),
                shown: ServedCreative(id: line.id, kind: .text, text: line.text, propensity: 1)
            )
        }
        return TitleFaces(item.id, Array(faces))
    }

    private static let mostPosters = 4
    private static let mostSentences = 3
    /// Characters of a sentence that fits under a poster.
    private static let lineLength = 20...160
    private static let tagFacets: [FacetName] = ["mood", "tone"]
}

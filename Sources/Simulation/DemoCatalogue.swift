import Datasets

/// The catalogue of the demonstration: about 2,000 well-known films since 1970, facts only.
public enum DemoCatalogue {
    /// Reads the facts that are compiled in.
    ///
    /// Ids look like `the-matrix-1999`; the facets are `genre`, `cast` and `decade` (`1990s`).
    /// Takes a few milliseconds; keep the result.
    public static func load() -> Catalog { Catalog(filmsByProminence()) }

    /// The films, the most prominent first: the order that the simulated audience hears of them.
    static func filmsByProminence() -> [Item] {
        var films: [Item] = []
        films.reserveCapacity(2_048)
        for line in filmFacts.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let film = film(line) else { preconditionFailure("FilmFacts.swift has a broken row: \(line)") }
            films.append(film)
        }
        return films
    }

    /// `title|year|genre,genre|person,person`
    private static func film(_ line: Substring.UTF8View) -> Item? {
        let fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard fields.count == 4, let title = String(fields[0]), let yearText = String(fields[1]), let year = Int(yearText)
        else { return nil }
        return Item(
            id: ItemID(slug(of: title, year: year)), domain: .film, title: title, year: year,
            facets: [.genre: values(fields[2]), .cast: values(fields[3]), "decade": ["\(year / 10 * 10)s"]])
    }

    private static func values(_ field: Substring.UTF8View) -> [String] {
        field.split(separator: UInt8(ascii: ",")).compactMap { String($0) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// `The Matrix`, 1999 → `the-matrix-1999`. Letters outside ASCII lose their accents where we know how.
    static func slug(of title: String, year: Int) -> String {
        var slug: [UInt8] = []
        for scalar in title.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": slug.append(UInt8(scalar.value))
            case "A"..."Z": slug.append(UInt8(scalar.value) | 0x20)
            case "'", "’", ".": break
            case "à"..."å", "À"..."Å": slug.append(UInt8(ascii: "a"))
            case "è"..."ë", "È"..."Ë": slug.append(UInt8(ascii: "e"))
            default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
            }
        }
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self) + "-\(year)"
    }
}

import Datasets
import Simulation
import Testing

@Suite struct DemoCatalogueTests {
    let catalog = DemoCatalogue.load()

    @Test func aboutTwoThousandFilmsShip() {
        #expect((1_900...2_100).contains(catalog.count))
    }

    @Test(arguments: [
        "the-matrix-1999", "blade-runner-1982", "toy-story-1995", "the-godfather-1972", "jurassic-park-1993", "pulp-fiction-1994",
        "the-shawshank-redemption-1994", "finding-nemo-2003", "groundhog-day-1993", "the-dark-knight-2008", "les-miserables-2012",
    ])
    func filmsThatPeopleKnowAreThere(id: String) {
        #expect(catalog.index(of: ItemID(id)) != nil)
    }

    @Test func everyFilmIsPlainFactsAndNoText() {
        for film in catalog.items {
            #expect(film.domain == .film && film.text == nil)
            #expect((1970...2023).contains(film.year ?? 0), "\(film.id)")
            #expect(film.facets[.genre]?.isEmpty == false, "\(film.id)")
            #expect((2...6).contains(film.facets[.cast]?.count ?? 0), "\(film.id)")
            #expect(film.facets["decade"] == ["\((film.year ?? 0) / 10 * 10)s"], "\(film.id)")
            for values in film.facets.values {
                #expect(values == Array(Set(values)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, "\(film.id)")
            }
        }
    }

    @Test func aFilmHasItsFacts() throws {
        let film = catalog[try #require(catalog.index(of: ItemID("the-matrix-1999")))]
        #expect(film.title == "The Matrix" && film.year == 1999)
        #expect(film.facets[.genre] == ["Action", "Science Fiction"])
        #expect(film.facets[.cast]?.contains("Keanu Reeves") == true)
    }
}

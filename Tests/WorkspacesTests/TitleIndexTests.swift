import Datasets
import Testing
import Workspaces

@Suite struct TitleIndexTests {
    private static let catalog = Catalog([
        Item(id: ItemID("2571"), title: "The Matrix", year: 1999),
        Item(id: ItemID("541"), title: "Blade Runner", year: 1982),
        Item(id: ItemID("1"), title: "Matrix Reloaded, The (2003)"),
        Item(id: ItemID("2"), title: "Sabrina", year: 1954),
        Item(id: ItemID("3"), title: "Sabrina", year: 1995),
        Item(id: ItemID("4"), title: "The City of Lost Children (La cité des enfants perdus)", year: 1995),
        Item(id: ItemID("5"), title: "L'avventura", year: 1960),
        Item(id: ItemID("6"), title: "Schindler's List", year: 1993),
        Item(id: ItemID("7"), title: "300", year: 2006),
        Item(id: ItemID("300"), title: "Quiz Show", year: 1994),
        Item(id: ItemID("8"), title: "Die Hard", year: 1988),
        Item(id: ItemID("9"), title: "A Hard Day's Night", year: 1964),
        Item(id: ItemID("10"), title: "Fast & Furious", year: 2009),
        Item(id: ItemID("b000x")),
    ])
    private let index = TitleIndex(TitleIndexTests.catalog)

    private func id(_ query: String) throws -> String { Self.catalog[try index.item(query)].id.rawValue }

    @Test(arguments: [
        ("The Matrix (1999)", "2571"), ("the matrix", "2571"), ("Matrix, The (1999)", "2571"), ("MATRIX", "2571"),
        ("  blade   runner ", "541"), ("The Matrix Reloaded (2003)", "1"), ("sabrina (1995)", "3"),
        ("The City of Lost Children", "4"), ("La Cite des Enfants Perdus (1995)", "4"), ("L’Avventura", "5"),
        ("avventura, l'", "5"), ("schindlers list", "6"), ("300", "7"), ("id:300", "300"), ("Quiz Show", "300"), ("541", "541"),
        ("die hard", "8"), ("Hard Day's Night", "9"), ("Fast and Furious (2009)", "10"), ("b000x", "b000x"),
    ]) func findsATitleHoweverItIsWritten(_ query: String, _ expected: String) throws {
        #expect(try id(query) == expected)
    }

    @Test func readsAListInItsOrder() throws {
        let items = try index.items(in: "Blade Runner (1982); The Matrix (1999);")
        #expect(items.map { Self.catalog[$0].id.rawValue } == ["541", "2571"])
    }

    @Test func namesAllFilmsOfOneTitle() {
        let error = #expect(throws: TitleError.self) { try index.item("Sabrina") }
        #expect(error?.code == .ambiguous)
        #expect(error?.candidates.map(\.description) == ["Sabrina (1954)", "Sabrina (1995)"])
    }

    @Test func namesTheNearestTitles() {
        let error = #expect(throws: TitleError.self) { try index.item("The Matricks") }
        #expect(error?.code == .unknown)
        #expect(error?.candidates.first?.description == "The Matrix (1999)")
        #expect(error?.description.contains("The Matrix (1999)") == true)
    }

    @Test func aWrongYearIsNotPassedOver() {
        let error = #expect(throws: TitleError.self) { try index.item("Blade Runner (2049)") }
        #expect(error?.code == .unknown)
        #expect(error?.candidates.first?.id == ItemID("541"))
    }

    @Test(arguments: ["", " ; ;"]) func anEmptyListIsRefused(_ list: String) {
        let error = #expect(throws: TitleError.self) { try index.items(in: list) }
        #expect(error?.code == .empty)
    }

    @Test(arguments: ["id:999", "(1999)", "!!!", "\u{0}", "the"]) func oddQueriesAreRefused(_ query: String) {
        let error = #expect(throws: TitleError.self) { try index.item(query) }
        #expect(error?.code == .unknown)
    }
}

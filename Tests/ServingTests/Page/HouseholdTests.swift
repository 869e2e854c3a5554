import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

/// A household of three with some five hundred events in all, and no model: a page that makes sense, and says what it rests on.
///
/// With `TASTEMAKER_STUDY=household` the page is printed, as docs/pages.md shows it.
@Suite struct HouseholdTests {
    private static let days: Int64 = 60
    private static let start: Int64 = 1_761_955_200

    private func household(_ body: (TasteService, TestClock, [UserID]) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "household-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(
            .init(users: 3, titlesPerUser: 34, days: Int(Self.days), start: Self.start, seed: 11, includesDemoPeople: false))
        let clock = TestClock(Timestamp(seconds: Self.start + Self.days * 86_400 - 4 * 3600))
        var options = ServiceOptions(stateBytes: 1 << 20, explorationRate: 0)
        // Three people cannot be eleven.
        options.pages.trendingPeople = 2
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), options: options, now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        try body(service, clock, try workspace.store.userIDs())
    }

    @Test func aHouseholdOfThreeGetsAPageThatSaysWhatItRestsOn() throws {
        try household { service, clock, users in
            #expect(users.count == 3)
            let events = try users.reduce(0) { $0 + (try service.workspace.store.events(of: $1).count) }
            #expect((400...650).contains(events), "\(events) events")
            for user in users {
                let page = try service.home(PageRequest(.user(user), at: Moment(time: clock.now), rows: 6, count: 6))
                let sheet = try service.sheet(.user(user), Moment(time: clock.now))
                let basis = try #require(page.head.basis)
                #expect(basis.contains("3 people") && basis.contains("No model serves"))
                #expect(page.rows.count == 6)
                #expect(Set(page.rows.flatMap { $0.items.map(\.index) }).count == page.rows.reduce(0) { $0 + $1.items.count })
                #expect(page.rows.contains { $0.kind == .becauseOf } && page.rows.contains { $0.kind == .topPicks })
                for row in page.rows {
                    #expect(row.items.allSatisfy { $0.reason?.text.isEmpty == false }, "\(row.id)")
                    guard row.kind != .continueWatching, row.kind != .again else { continue }
                    #expect(row.items.allSatisfy { sheet.person.titles[$0.index] == nil }, "\(row.id)")
                }
                try tasteShows(page, sheet)
                print(page, user, events)
            }
        }
    }

    /// The page has more of what the person chose than the catalogue has.
    private func tasteShows(_ page: ServedPage, _ sheet: ScoreSheet) throws {
        let catalog = page.snapshot.titles.catalog
        let loved = sheet.person.titles.filter { $0.value.isLiked || $0.value.isFinished }.keys
        let counts = Dictionary(loved.flatMap { catalog[$0].facets[.genre] ?? [] }.map { ($0, 1) }, uniquingKeysWith: +)
        let favourites = Set(counts.sorted { $0.value > $1.value }.prefix(3).map(\.key))
        func share(_ items: [ItemIndex]) -> Double {
            Double(items.count { !favourites.isDisjoint(with: catalog[$0].facets[.genre] ?? []) }) / Double(max(1, items.count))
        }
        let shown = page.rows.filter { $0.kind != .explore }.flatMap { $0.items.map(\.index) }
        #expect(share(shown) > share(catalog.items.indices.map { ItemIndex($0) }))
    }

    private func print(_ page: ServedPage, _ user: UserID, _ events: Int) {
        guard ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "household" else { return }
        Swift.print("\(user), \(events) events in the household")
        Swift.print("basis: \(page.head.basis ?? "")")
        for row in page.rows {
            Swift.print("\n  \(row.title)")
            for item in row.items {
                let title = page.snapshot.titles[item.index]
                let progress = item.progress.map { String(format: ", %.0f %% seen", $0 * 100) } ?? ""
                Swift.print("    \(title.title) (\(title.year.map(String.init) ?? "–"))\(progress): \(item.reason?.text ?? "–")")
            }
        }
        Swift.print("")
    }
}

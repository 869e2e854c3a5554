import Datasets
import Foundation
import Serving
import Storage
import Testing
import Workspaces

/// Rows and tiles in two languages, made of what may stand in front of people.
@Suite struct PageWordsTests {
    private func page(_ service: TasteService, _ user: UserID, locale: String?, _ time: Timestamp) throws -> ServedPage {
        try service.home(
            PageRequest(.user(user), at: Moment(time: time, locale: locale), rows: 12, count: 8, explorationRate: 0, isShown: false))
    }

    private static func isHan(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }

    @Test func aPageSpeaksTheLanguageThatIsAskedFor() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let chinese = try page(service, user, locale: "zh-CN", clock.now)
        let english = try page(service, user, locale: "en-GB", clock.now)
        #expect(chinese.rows.map(\.id) == english.rows.map(\.id))
        for (one, other) in zip(chinese.rows, english.rows) {
            #expect(Self.isHan(one.title) || one.kind == .facet, "\(one.title)")
            #expect(!Self.isHan(other.title), "\(other.title)")
            for item in one.items { if let text = item.reason?.text { #expect(Self.isHan(text) || one.kind == .facet, "\(text)") } }
        }
    }

    @Test func rowsOfTheHistoryDoNotAllBeginAlike() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        var beginnings: Set<String> = []
        for user in try ServiceWorld.users(service, count: 6) {
            for row in try page(service, user, locale: nil, clock.now).rows where row.kind == .becauseOf {
                beginnings.insert(String(row.title.split(separator: " ").prefix(1).joined()))
                #expect(row.reason?.titles.count == 1)
            }
        }
        #expect(beginnings.count >= 2, "\(beginnings)")
    }

    @Test func everyTileHasAReasonAndNoTitleSpeaksForAWholeRow() throws {
        let (service, clock) = try ServiceWorld.service()
        var (named, most): ([Int], Int) = ([], 0)
        for user in try ServiceWorld.users(service, count: 10) {
            let list = try service.recommendations(
                ListRequest(.user(user), at: Moment(time: clock.now), count: 20, explorationRate: 0, isShown: false))
            #expect(list.items.allSatisfy { $0.reason?.text.isEmpty == false })
            let counts = Dictionary(list.items.compactMap { $0.reason?.titles.first }.map { ($0, 1) }, uniquingKeysWith: +)
            named.append(counts.count)
            most = max(most, counts.values.max() ?? 0)
        }
        #expect(named.reduce(0, +) > 3 * named.count, "different titles named in lists of twenty: \(named), most \(most)")
    }
}

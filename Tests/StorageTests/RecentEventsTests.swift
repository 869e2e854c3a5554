import Datasets
import Storage
import Testing

@Suite struct RecentEventsTests {
    @Test(arguments: StoreKind.allCases) func aSpanOfTimeHoldsItsStartAndNotItsEnd(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(SourceDescription(name: "clicks.txt", format: "sample"))
            let events = (0..<50).map { line in
                RawEvent(
                    user: UserID("u\(line % 4)"), item: ItemID("i\(line % 9)"), kind: .click,
                    time: line % 10 == 9 ? nil : Timestamp(seconds: Int64(line)),
                    source: SourcePosition(file: "clicks.txt", line: line + 1, ordinal: 0))
            }
            try store.append(events, problems: [], source: "clicks.txt")
            let found = try store.events(from: Timestamp(seconds: 10), until: Timestamp(seconds: 31))
            let expected = events.filter { event in event.time.map { $0.seconds >= 10 && $0.seconds < 31 } ?? false }
            #expect(found.sorted { $0.source.line < $1.source.line } == expected)
            #expect(expected.count == 19)
            #expect(try store.events(from: Timestamp(rawValue: .min), until: Timestamp(rawValue: .max)).count == 45)
            #expect(try store.events(from: Timestamp(seconds: 40), until: Timestamp(seconds: 40)).isEmpty)
        }
    }
}

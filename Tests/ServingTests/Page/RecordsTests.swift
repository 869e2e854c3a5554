import Datasets
import FoundationEssentials
import Serving
import Storage
import Testing

@Suite struct ImpressionRecordTests {
    private let record = ImpressionRecord(
        id: "0abc-xyz", time: Timestamp(rawValue: -5), model: "modèle", surface: "home", continues: "", candidates: .max,
        explorationRate: 0.02,
        rows: [
            .init(
                id: "top-picks", title: "Top picks",
                items: [
                    .init(item: "tt1", score: 1.5, source: .model, propensity: 0.98),
                    .init(item: "ü", score: -.infinity, source: .explore, propensity: 0.001),
                ]), .init(id: "empty", title: "", items: []),
        ])

    @Test func aRecordComesBackAsItWas() throws { #expect(try ImpressionRecord(packed: record.packed()) == record) }

    @Test func aRecordCutOffAnywhereIsRefused() {
        let whole = record.packed()
        for length in 0..<whole.count {
            #expect(throws: StorageError.self) { _ = try ImpressionRecord(packed: whole.prefix(length)) }
        }
        #expect(throws: StorageError.self) { _ = try ImpressionRecord(packed: whole + [0]) }
    }

    @Test func randomBytesNeverTrap() {
        var chance = SeededGenerator(seed: 4)
        let whole = Array(record.packed())
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            _ = try? ImpressionRecord(packed: Data(bytes))
        }
    }
}

extension ItemID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

@Suite struct ExposureTests {
    private let start = Timestamp(seconds: 1_770_000_000)
    private func after(_ minutes: Int64) -> Timestamp { Timestamp(rawValue: start.rawValue + minutes * 60_000) }
    private func count(_ exposures: Exposures, _ item: Int, at time: Timestamp) -> Float {
        var found: Float = 0
        exposures.forEach(at: time, visit: 30, halfLife: 7) { if $0 == ItemIndex(item) { found = $1 } }
        return found
    }

    @Test func whatIsShownAgainWithinAVisitCountsOnceAndLater() {
        var exposures = Exposures()
        for minute in [0, 5, 10] as [Int64] {
            exposures.note([(ItemIndex(3), minute == 5 ? 0.5 : 0.2)], at: after(minute), visit: 30, halfLife: 7)
        }
        #expect(count(exposures, 3, at: after(20)) == 0)
        #expect(abs(count(exposures, 3, at: after(60)) - 0.5) < 0.01)
    }

    @Test func visitsAddUpAndAreForgiven() {
        var exposures = Exposures()
        for visit in 0..<3 { exposures.note([(ItemIndex(3), 1), (ItemIndex(1), 1)], at: after(Int64(visit) * 60), visit: 30, halfLife: 7) }
        exposures.note([(ItemIndex(2), 1)], at: after(200), visit: 30, halfLife: 7)
        #expect(abs(count(exposures, 3, at: after(240)) - 3) < 0.1)
        #expect(abs(count(exposures, 3, at: after(240 + 7 * 1440)) - 1.5) < 0.1)
        #expect(count(exposures, 2, at: after(240)) > 0.9)
        #expect(exposures.count == 3)
    }
}

@Suite struct TrendingTests {
    private let now = Timestamp(seconds: 1_770_000_000)

    @Test func aTitleThatTooFewPeopleChoseIsNotTold() {
        let counts = TrendingCounts(people: 11, halfLife: 24)
        for person in 0..<10 { counts.note("a", by: UInt64(person), at: now) }
        for _ in 0..<100 { counts.note("a", by: 3, at: now) }
        #expect(counts.top(10, at: now).isEmpty)
        counts.note("a", by: 99, at: now)
        #expect(counts.top(10, at: now).map(\.item) == ["a"])
        #expect(abs(counts.top(10, at: now)[0].count - 11) < 1e-9)
        counts.erase(99)
        #expect(counts.top(10, at: now).isEmpty)
    }

    @Test func countsFadeAndLateEventsFindTheirPlace() {
        let counts = TrendingCounts(people: 1, halfLife: 24)
        let yesterday = Timestamp(rawValue: now.rawValue - 86_400_000)
        counts.note("old", by: 1, at: yesterday)
        counts.note("new", by: 1, at: now)
        counts.note("new", by: 2, at: yesterday)
        let top = counts.top(10, at: now)
        #expect(top.map(\.item) == ["new", "old"])
        #expect(abs(top[0].count - 1.5) < 1e-9 && abs(top[1].count - 0.5) < 1e-9)
        #expect(counts.top(10, at: Timestamp(rawValue: now.rawValue + 8 * 86_400_000)).isEmpty)
    }
}

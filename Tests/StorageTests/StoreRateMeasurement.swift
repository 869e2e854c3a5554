import Datasets
import Foundation
import Storage
import StorageSQLite
import Testing

/// How fast events go into a store, and what it costs: run by hand, since it takes minutes.
///
///     TASTEMAKER_MEASURE=10000000 swift test -c release --skip-build --filter StoreRateMeasurement
///
/// The users of a log that is ordered by time come at random, which is the hard case; `TASTEMAKER_MEASURE_WORLD=grouped` writes
/// one user after the other, `identified` gives every event an id of its own.
@Suite struct StoreRateMeasurement {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["TASTEMAKER_MEASURE"].flatMap { Int($0) }
    private static let world = environment["TASTEMAKER_MEASURE_WORLD"] ?? "scattered"

    @Test(.enabled(if: StoreRateMeasurement.count != nil, "set TASTEMAKER_MEASURE to a number of events")) func eventsASecond() throws {
        let count = StoreRateMeasurement.count ?? 0
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(SourceDescription(name: "log", format: "generated"))
            let started = ContinuousClock.now
            var generating = Duration.zero
            var lap = started
            for first in stride(from: 0, to: count, by: 16_384) {
                let before = ContinuousClock.now
                let batch = (first..<min(first + 16_384, count)).map { Self.event($0, of: count) }
                generating += ContinuousClock.now - before
                try store.append(batch, problems: [], source: "log")
                if (first / 16_384) % 122 == 121 {
                    print("\(first + 16_384) events, lap \(ContinuousClock.now - lap), peak \(Self.peakMegabytes()) MB")
                    lap = .now
                }
            }
            let appended = ContinuousClock.now
            try store.finish(source: "log")
            let seconds = (ContinuousClock.now - started - generating) / .seconds(1)
            print(
                "\(Self.world): \(Int(Double(count) / seconds)) events/s, \(seconds) s, of which finishing \(ContinuousClock.now - appended)"
            )
            print("peak \(Self.peakMegabytes()) MB")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let size = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.size] as? Int ?? 0
                print("\(file): \(Double(size) / Double(count)) bytes an event")
            }
            try Self.measureReading(store)
        }
    }

    private static func measureReading(_ store: SQLiteEventStore) throws {
        for user in ["user-1", "user-77777", "user-4242"] {
            let started = ContinuousClock.now
            let events = try store.events(of: UserID(user))
            print("events of \(user): \(events.count) in \(ContinuousClock.now - started)")
        }
        var started = ContinuousClock.now
        print("\(try store.counts()) in \(ContinuousClock.now - started)")
        started = .now
        print("erased \(try store.erase(user: "user-77777")) in \(ContinuousClock.now - started)")
        started = .now
        var read = 0
        try store.forEachBatch(of: 16_384) { read += $0.count }
        print("read \(read) in \(ContinuousClock.now - started)")
    }

    private static func event(_ index: Int, of count: Int) -> RawEvent {
        let random = StableHash.mix(UInt64(index))
        let userCount = UInt64(max(count / 50, 1))
        let user = world == "grouped" ? UInt64(index / 50) : random % userCount
        let item = (random >> 32) % 20_000
        return RawEvent(
            user: UserID("user-\(user)"), item: ItemID("item-\(item)"), kind: .rating,
            time: Timestamp(seconds: 1_600_000_000 + Int64(index)), rating: Float(random % 5 + 1), device: "phone",
            id: world == "identified" ? String(StableHash.mix(random), radix: 16) : nil,
            source: SourcePosition(file: "log", line: index + 1))
    }

    private static func peakMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        return (line?.split(separator: " ").dropLast().last).flatMap { Int($0) }.map { $0 / 1024 } ?? 0
    }
}

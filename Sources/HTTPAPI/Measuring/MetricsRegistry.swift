import CoreMetrics
import Synchronization

/// A backend of swift-metrics that keeps numbers and shows them on `/metrics`; what other modules count lands here.
public final class MetricsRegistry: MetricsFactory {
    private struct Name: Hashable, Comparable {
        var label: String
        var dimensions: [[String]]
        static func < (a: Name, b: Name) -> Bool {
            a.label != b.label
                ? a.label < b.label : a.dimensions.joined().joined(separator: "\n") < b.dimensions.joined().joined(separator: "\n")
        }
    }
    private let values = Mutex<[Name: Value]>([:])
    public init() {}

    /// One number, or the sum and the count of many.
    final class Value: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
        enum Kind: String, Sendable { case counter, gauge, summary }
        let kind: Kind
        let state = Mutex((sum: 0.0, count: 0))
        init(_ kind: Kind) { self.kind = kind }

        func increment(by amount: Int64) { state.withLock { $0.sum += Double(amount) } }
        func increment(by amount: Double) { state.withLock { $0.sum += amount } }
        func decrement(by amount: Double) { state.withLock { $0.sum -= amount } }
        func set(_ value: Int64) { state.withLock { $0.sum = Double(value) } }
        func set(_ value: Double) { state.withLock { $0.sum = value } }
        func reset() { state.withLock { $0 = (0, 0) } }
        func record(_ value: Int64) { record(Double(value)) }
        func record(_ value: Double) { state.withLock { $0 = kind == .gauge ? (value, 1) : ($0.sum + value, $0.count + 1) } }
        func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    }

    private func value(_ label: String, _ dimensions: [(String, String)], _ kind: Value.Kind) -> Value {
        let name = Name(label: label, dimensions: dimensions.map { [$0.0, $0.1] })
        return values.withLock { values in
            if let value = values[name] { return value }
            let value = Value(kind)
            values[name] = value
            return value
        }
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { value(label, dimensions, .counter) }
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        value(label, dimensions, .counter)
    }
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { value(label, dimensions, .gauge) }
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        value(label, dimensions, aggregate ? .summary : .gauge)
    }
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { value(label, dimensions, .summary) }
    // What was counted stays to be seen.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    func write(to page: inout MetricsText) {
        let all = values.withLock { $0 }.sorted { $0.key < $1.key }
        var last = ""
        for (name, value) in all {
            let plain = MetricsRegistry.plain(name.label)
            if plain != last { page.family(plain, value.kind.rawValue, "Counted inside.") }
            last = plain
            let labels = name.dimensions.map { (MetricsRegistry.plain($0[0]), $0[1]) }
            let (sum, count) = value.state.withLock { $0 }
            if value.kind == .summary {
                page.sample(plain + "_sum", labels, sum)
                page.sample(plain + "_count", labels, Double(count))
            } else {
                page.sample(plain, labels, sum)
            }
        }
    }

    /// Only what Prometheus has in names.
    private static func plain(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }
}

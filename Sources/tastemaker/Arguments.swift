import ArgumentParser
import Datasets
import Foundation
import Recommenders
import Workspaces

extension ImportFormat: ExpressibleByArgument {}
extension SplitProtocol: ExpressibleByArgument {}
extension BaselineKind: ExpressibleByArgument {}
extension HistoryStorage: ExpressibleByArgument {}

/// A time span such as `90s`, `10m` or `1.5h`; a bare number counts seconds.
struct TimeSpan: ExpressibleByArgument {
    var seconds: Double

    init(seconds: Double) { self.seconds = seconds }

    init?(argument: String) {
        let factors: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
        let factor = argument.last.flatMap { factors[$0] }
        guard let value = Double(factor == nil ? argument[...] : argument.dropLast()), value.isFinite else { return nil }
        seconds = value * (factor ?? 1)
        guard seconds > 0, seconds <= 30 * 86_400 else { return nil }
    }

    /// As it would be typed; shown in help.
    var defaultValueDescription: String { seconds.truncatingRemainder(dividingBy: 60) == 0 ? "\(Int(seconds / 60))m" : "\(Int(seconds))s" }
}

/// An instant such as `2026-03-01T21:30:00Z`, `2026-03-01 21:30` (UTC), or seconds since 1970.
struct Instant: ExpressibleByArgument {
    var timestamp: Timestamp

    init?(argument: String) {
        if let seconds = Int64(argument) {
            guard abs(seconds) < 1 << 40 else { return nil }
            timestamp = Timestamp(seconds: seconds)
            return
        }
        var text = argument.replacingOccurrences(of: " ", with: "T")
        if text.count == 10 { text += "T00:00" }
        if text.count == 16 { text += ":00" }
        if text.count == 19 { text += "Z" }
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        timestamp = Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down)))
    }
}

/// `second`, `hour` or `none`.
enum TimeResolutionArgument: String, ExpressibleByArgument, CaseIterable {
    case second, hour, none
    var resolution: TimeResolution {
        switch self {
        case .second: .second
        case .hour: .hour
        case .none: .none
        }
    }
}

extension RunConfiguration {
    /// Reads a run file.
    static func read(_ path: String) throws -> RunConfiguration {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw ValidationError("--configuration: \(path) cannot be read; run files lie in Configurations/")
        }
        return try RunConfiguration(file: data)
    }
}

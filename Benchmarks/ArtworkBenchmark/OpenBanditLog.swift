import Artwork
import Datasets
import Foundation

/// A log of the Open Bandit data: one banner on one of three places, shown with a known probability.
///
/// Saito, Aihara, Matsutani and Narita, "Open Bandit Dataset and Pipeline", NeurIPS 2021, data sets and benchmarks.
struct OpenBanditLog {
    let log: ChoiceLog
    let itemCount: Int

    /// - Parameter itemCount: of the campaign: an item that was never shown is in no row.
    /// - Throws: `OffPolicyRefusal` for rows that cannot be, `OpenBanditError` for a file that is not one of these.
    init(path: String, itemCount: Int) throws {
        var rows: [LoggedChoice] = []
        var lines = try OpenBanditLog.lines(path).makeIterator()
        let columns = try OpenBanditColumns(lines.next() ?? "")
        while let line = lines.next() {
            guard let row = columns.row(line) else { throw OpenBanditError.row(path, rows.count + 2) }
            rows.append(row)
        }
        log = try ChoiceLog(rows, actionCount: itemCount, stratumCount: 3)
        self.itemCount = itemCount
    }

    /// The share of each item on each place: what the policy did, on average over the days.
    var shares: [[Double]] {
        (0..<3).map { place in
            let shown = log.rows.filter { $0.stratum == place }
            var counts = [Double](repeating: 0, count: itemCount)
            for row in shown { counts[row.action] += 1 }
            return counts.map { $0 / Double(max(shown.count, 1)) }
        }
    }

    private static func lines(_ path: String) throws -> [Substring] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenBanditError.unreadable(path) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }
}

enum OpenBanditError: Error, CustomStringConvertible {
    case unreadable(String)
    case columns(String)
    case row(String, Int)
    var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be unpacked"
        case .columns(let name): "the file has no column \(name)"
        case .row(let path, let line): "line \(line) of \(path) is not a logged choice"
        }
    }
}

private struct OpenBanditColumns {
    let time: Int
    let item: Int
    let place: Int
    let click: Int
    let propensity: Int

    init(_ header: Substring) throws(OpenBanditError) {
        let names = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        func column(_ name: String) throws(OpenBanditError) -> Int {
            guard let place = names.firstIndex(of: name) else { throw .columns(name) }
            return place
        }
        time = try column("timestamp")
        item = try column("item_id")
        place = try column("position")
        click = try column("click")
        propensity = try column("propensity_score")
    }

    /// The hour is the cluster: banners of one hour share visitors, the time of day and the state of the policy.
    func row(_ line: Substring) -> LoggedChoice? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count > max(time, item, place, click, propensity), let action = Int(fields[item]), let position = Int(fields[place]),
            let reward = Double(fields[click]), let probability = Double(fields[propensity]), fields[time].utf8.count >= 13
        else { return nil }
        let hour = StableHash.of(String(fields[time].prefix(13)), seed: 0)
        return LoggedChoice(
            action: action, propensity: probability, reward: reward, stratum: position - 1, cluster: Int(truncatingIfNeeded: hour >> 1))
    }
}

import Foundation
import Storage
import Workspaces

/// Which of the events with an id of a run a store holds.
struct EventCheck {
    /// How often each id is there.
    private(set) var counts: [String: Int] = [:]

    /// - Parameter prefix: ids of other runs do not count.
    init(workspace folder: String, prefix: String) throws {
        var found: [String: Int] = [:]
        try Workspace.open(folder).store.forEachBatch(of: 16_384) { events in
            for event in events { if let id = event.id, id.hasPrefix(prefix + "-") { found[id, default: 0] += 1 } }
        }
        counts = found
    }

    var duplicates: Int { counts.values.reduce(0) { $0 + $1 - 1 } }

    /// Prints, and fails where fewer are there than were acknowledged.
    static func run(workspace: String, prefix: String, acknowledged: Int) throws {
        let check = try EventCheck(workspace: workspace, prefix: prefix)
        print("\(check.counts.count) events of \(prefix) are stored, \(check.duplicates) of them twice; acknowledged were \(acknowledged)")
        guard check.counts.count >= acknowledged, check.duplicates == 0 else { throw UsageError("events were lost or doubled") }
    }
}

import Foundation
import Testing
import Understanding

/// How exactly queries that were frozen before the parser was written are read.
///
/// `TASTEMAKER_STUDY=intent` prints what is misread of the development part; nobody reads what is misread of the frozen one.
@Suite struct IntentSetTests {
    private static let isStudy = ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "intent"

    @Test(arguments: [("english", 0.90), ("chinese", 0.85)]) func mostFrozenQueriesAreReadExactly(_ file: String, _ least: Double) throws {
        let set = try IntentSet(file)
        for part in ["development", "frozen"] {
            let all = set.queries.count { $0.part == part }
            let misread = set.misread(part)
            let share = Double(all - misread.count) / Double(all)
            if Self.isStudy { print("intent, \(file), \(part): \(all - misread.count) of \(all) exact (\(share))") }
            if Self.isStudy, part == "development" {
                for (query, found) in misread { print(query.query, "|", text(query.slots), "|", text(found)) }
            }
            #expect(share >= least, "\(part): \(all - misread.count) of \(all)")
        }
    }

    private func text(_ slots: IntentSet.Slots) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? String(decoding: encoder.encode(slots), as: UTF8.self)) ?? ""
    }
}

import Foundation
import Testing

/// The program under kills, power cuts, full and failing disks, damaged files and too little memory.
///
/// One after the other: each starts processes that need a core. `make faults` does the same at length; the seed is
/// `TASTEMAKER_FAULTS_SEED`.
@Suite(.serialized) struct FaultTests {
    static let importing = Result { try ImportWorld() }
    static let training = Result { try TrainingWorld() }

    /// An empty folder for one fault.
    static func withRoot<Value>(_ body: (_ root: String) throws -> Value) throws -> Value {
        let folder = try TemporaryFolder()
        let root = folder.path + "/root"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        return try withExtendedLifetime(folder) { try body(root) }
    }

    /// Records what failed, with what it takes to see it again.
    static func record(_ failures: [String], _ circumstances: String) {
        for failure in failures { Issue.record("\(circumstances), seed \(Effort.seed): \(failure)") }
    }

    @Test func theLibraryOfFaultsIsThere() throws {
        #expect(FileManager.default.fileExists(atPath: FaultyProgram.library))
        #expect(FileManager.default.fileExists(atPath: FaultyProgram.executable))
    }
}

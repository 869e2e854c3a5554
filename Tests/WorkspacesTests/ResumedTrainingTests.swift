import Datasets
import Foundation
import Glibc
import Recommenders
import Testing
import Workspaces

@Suite struct ResumedTrainingTests {
    private static let run = """
        {"name": "tiny", "training": {"epochs": 40, "firstValidation": 1, "validationInterval": 1, "patience": 100},
         "model": {"inputs": "attributes", "embeddingDimension": 32, "layerCount": 2, "headCount": 2, "feedForwardDimension": 64,
                   "facetDimension": 8, "maximumSequenceLength": 16}}
        """

    private func workspace(_ folder: String) throws -> Workspace {
        try SampleData.write(to: folder + "/sample", users: 300)
        var workspace = try Workspace.openOrCreate(folder + "/w")
        _ = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))
        try Self.run.write(toFile: folder + "/run.json", atomically: true, encoding: .utf8)
        return workspace
    }

    /// Runs a training as a process and kills it as soon as it has told of so many epochs.
    private func trainAndKill(_ folder: String, afterEpochs epochs: Int, histories: HistoryStorage = .automatic) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineProgram.path)
        process.arguments = ["train", "--workspace", folder + "/w", "--configuration", folder + "/run.json", "--workers", "1"]
        process.arguments! += ["--histories", histories.rawValue]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("epoch \(epochs) ") {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    @Test(arguments: [1, 7]) func aKilledTrainingGoesOnToTheSameBytes(_ epochs: Int) throws {
        try withTemporaryFolder { folder in
            let workspace = try workspace(folder)
            // What a killed publisher leaves behind goes; what a living one is writing stays.
            let (dead, alive) = (folder + "/w/models/.draft-old-4194304-7", folder + "/w/models/.draft-new-\(getpid())-7")
            for draft in [dead, alive] { try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true) }
            let request = TrainingRequest(run: try RunConfiguration(file: Data(Self.run.utf8)), name: "whole", workers: 1)
            _ = try workspace.train(request)
            #expect(!FileManager.default.fileExists(atPath: dead) && FileManager.default.fileExists(atPath: alive))
            try trainAndKill(folder, afterEpochs: epochs)
            #expect(try workspace.models.names() == ["whole"])

            var resumed: Int?
            var again = request
            again.name = "resumed"
            _ = try workspace.train(again) { if case .resumed(let epoch) = $0 { resumed = epoch } }
            // The checkpoint of an epoch is written after the epoch has been told of.
            #expect((resumed ?? 0) >= epochs - 1 && (resumed ?? 0) < 40)
            let (whole, continued) = (try workspace.models.contents(of: "whole"), try workspace.models.contents(of: "resumed"))
            #expect(Set(whole.keys) == Set(continued.keys))
            for (file, content) in whole { #expect(continued[file] == content, "\(file)") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/w/training").isEmpty)
        }
    }

    @Test func aTrainingKilledOnTheDiskLeavesNoFileAndGoesOnInMemory() throws {
        try withTemporaryFolder { folder in
            let workspace = try workspace(folder)
            var request = TrainingRequest(run: try RunConfiguration(file: Data(Self.run.utf8)), name: "whole", workers: 1)
            _ = try workspace.train(request)
            try trainAndKill(folder, afterEpochs: 2, histories: .disk)
            let left = try FileManager.default.subpathsOfDirectory(atPath: folder + "/w/training")
            #expect(!left.contains { $0.contains("scratch") } && left.contains { $0.contains("epoch-") }, "\(left)")
            request.name = "resumed"
            var resumed: Int?
            _ = try workspace.train(request) { if case .resumed(let epoch) = $0 { resumed = epoch } }
            #expect((resumed ?? 0) >= 1)
            let (whole, continued) = (try workspace.models.contents(of: "whole"), try workspace.models.contents(of: "resumed"))
            for (file, content) in whole { #expect(continued[file] == content, "\(file)") }
        }
    }

    @Test func aDamagedCheckpointIsPassedOver() throws {
        try withTemporaryFolder { folder in
            let workspace = try workspace(folder)
            try trainAndKill(folder, afterEpochs: 4)
            let training = folder + "/w/training"
            let run = try #require(try FileManager.default.contentsOfDirectory(atPath: training).first)
            let latest = try #require(
                try FileManager.default.contentsOfDirectory(atPath: "\(training)/\(run)").filter { !$0.hasPrefix(".") }.max())
            let file = URL(fileURLWithPath: "\(training)/\(run)/\(latest)/tensors.safetensors")
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count - 9] ^= 1
            try bytes.write(to: file)
            var resumed: Int?
            let request = TrainingRequest(run: try RunConfiguration(file: Data(Self.run.utf8)), workers: 1)
            _ = try workspace.train(request) { if case .resumed(let epoch) = $0 { resumed = epoch } }
            let damaged = try #require(Int(latest.dropFirst("epoch-".count)))
            #expect(resumed == (damaged > 1 ? damaged - 1 : nil))
        }
    }
}

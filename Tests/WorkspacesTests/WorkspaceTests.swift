import Datasets
import Foundation
import Testing
import Workspaces

@Suite struct WorkspaceTests {
    private func expectFailure(_ code: WorkspaceError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void) {
        let error = #expect(throws: WorkspaceError.self, sourceLocation: sourceLocation) { try body() }
        #expect(error?.code == code, sourceLocation: sourceLocation)
    }

    @Test func isMadeOnceAndFoundAgain() throws {
        try withTemporaryFolder { folder in
            var made = try Workspace.openOrCreate(folder + "/deep/down/workspace/")
            try made.configure { $0.datasetName = "films" }
            #expect(try Workspace.open(folder + "/deep/down/workspace").configuration.datasetName == "films")
        }
    }

    @Test func aFolderWithSomethingElseIsRefusedAndUntouched() throws {
        try withTemporaryFolder { folder in
            try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
            expectFailure(.notAWorkspace) { _ = try Workspace.openOrCreate(folder) }
            expectFailure(.notAWorkspace) { _ = try Workspace.open(folder) }
            expectFailure(.notAWorkspace) { _ = try Workspace.openOrCreate(folder + "/notes.txt") }
            expectFailure(.notAWorkspace) { _ = try Workspace.open(folder + "/nowhere") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
        }
    }

    @Test func onlyOneWritesAtATime() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            do {
                let lock = try workspace.writerLock(purpose: "importing")
                expectFailure(.locked) { _ = try workspace.writerLock(purpose: "training") }
                withExtendedLifetime(lock) {}
            }
            _ = try workspace.writerLock(purpose: "training")
        }
    }

    @Test(arguments: ["", "{", "[]", #"{"format": 1}"#, #"{"format": 1, "datasetName": "x", "timeResolution": "weekly"}"#])
    func aBrokenConfigurationIsNamed(_ content: String) throws {
        try withTemporaryFolder { folder in
            _ = try Workspace.openOrCreate(folder + "/w")
            try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/w/configuration.json"))
            expectFailure(.configuration) { _ = try Workspace.open(folder + "/w") }
        }
    }

    @Test func aLaterFormatIsRefused() throws {
        try withTemporaryFolder { folder in
            _ = try Workspace.openOrCreate(folder + "/w")
            try Data(#"{"format": 99, "datasetName": "x", "timeResolution": "hour"}"#.utf8)
                .write(to: URL(fileURLWithPath: folder + "/w/configuration.json"))
            expectFailure(.newerFormat) { _ = try Workspace.open(folder + "/w") }
        }
    }

    @Test func anEmptyWorkspaceHasNoData() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            expectFailure(.noData) { _ = try workspace.dataset() }
        }
    }
}

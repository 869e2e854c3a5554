import Datasets
import Foundation
import Testing
import Workspaces

/// MovieLens 1M, where it is at hand.
@Suite(.enabled(if: RealData.hasMovieLens1M, "TASTEMAKER_DATA does not hold ml-1m")) struct RealDataTests {
    @Test func movieLens1MComesBackAsItIs() throws {
        try withTemporaryFolder { folder in
            var workspace = try Workspace.openOrCreate(folder + "/w")
            let report = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [RealData.folder + "/ml-1m"]))[0]
            #expect(report.events == 1_000_209 && report.problems == 0)
            let dataset = try workspace.dataset()
            #expect(dataset.users.count == 6040 && dataset.catalog.count == 3883)
            let direct = try Dataset.read(MovieLens1MImporter(folder: RealData.folder + "/ml-1m"), name: "ml-1m").dataset
            #expect(dataset.fingerprint == direct.fingerprint)

            let titles = TitleIndex(dataset.catalog)
            #expect(dataset.catalog[try titles.item("The Matrix (1999)")].id == ItemID("2571"))
            #expect(dataset.catalog[try titles.item("blade runner")].id == ItemID("541"))
        }
    }
}

enum RealData {
    static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] ?? "../shared/data"
    static let hasMovieLens1M = FileManager.default.fileExists(atPath: folder + "/ml-1m/ratings.dat.gz")
}

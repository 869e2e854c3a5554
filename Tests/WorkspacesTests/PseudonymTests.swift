import Datasets
import Foundation
import Testing
import Workspaces

@Suite struct PseudonymTests {
    @Test func idsAreHashedUnderAKeyThatLiesBesideTheDatabase() throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample")
            var workspace = try Workspace.openOrCreate(folder + "/w")
            var request = ImportRequest(format: .movieLens1M, paths: [folder + "/sample"])
            request.isPseudonymous = true
            _ = try workspace.importFiles(request)
            let ids = try workspace.store.userIDs()
            #expect(ids.count == 40 && ids.allSatisfy { $0.rawValue.count == 32 })
            let user = try workspace.user(called: "7")
            #expect(ids.contains(user) && user != UserID("7"))
            #expect(try workspace.store.users().contains { $0.id == user })
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/w/pseudonyms.key")
            #expect(attributes[.posixPermissions] as? Int == 0o600 && attributes[.size] as? Int == 32)

            // Again without saying so: the same ids, nothing twice.
            let again = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))[0]
            #expect(try again.events == 0 && workspace.store.userIDs() == ids)
            // The same history under other names.
            var plain = try Workspace.openOrCreate(folder + "/plain")
            _ = try plain.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))
            #expect(try plain.store.events(of: UserID("7")).map(\.item) == workspace.store.events(of: user).map(\.item))
            #expect(try plain.user(called: "7") == UserID("7"))
            expectWorkspaceFailure(.configuration) { _ = try plain.importFiles(request) }
            #expect(try workspace.eraseEverywhere(user: user).events == 9)
        }
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        try withTemporaryFolder { folder in
            let first = try UserPseudonyms.readOrCreate(in: folder).pseudonym(of: UserID("a"))
            #expect(try UserPseudonyms.read(in: folder)?.pseudonym(of: UserID("a")) == first)
            #expect(UserPseudonyms(key: [UInt8](repeating: 1, count: 32)).pseudonym(of: UserID("a")) != first)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/" + UserPseudonyms.fileName)
            expectWorkspaceFailure(.configuration) { _ = try UserPseudonyms.read(in: folder) }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder + "/" + UserPseudonyms.fileName)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/" + UserPseudonyms.fileName))
            expectWorkspaceFailure(.configuration) { _ = try UserPseudonyms.read(in: folder) }
        }
    }
}

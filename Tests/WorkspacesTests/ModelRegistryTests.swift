import Foundation
import Testing
import Workspaces

@Suite struct ModelRegistryTests {
    private static let files = ["model.safetensors": Data((0..<5000).map { UInt8($0 % 251) }), "vocabulary/items.json": Data("[1,2]".utf8)]

    private func withRegistry(_ body: (ModelRegistry, String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try body(ModelRegistry(folder: folder + "/models", now: { Date(timeIntervalSince1970: 1_700_000_000) }), folder + "/models")
        }
    }

    private func expectFailure(_ code: RegistryError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void) {
        let error = #expect(throws: RegistryError.self, sourceLocation: sourceLocation) { try body() }
        #expect(error?.code == code, sourceLocation: sourceLocation)
    }

    @Test func givesBackWhatWasPublished() throws {
        try withRegistry { registry, _ in
            let manifest = try registry.publish("first", facts: ["data": "ml-1m"], files: Self.files)
            #expect(manifest.files.map(\.path) == ["model.safetensors", "vocabulary/items.json"])
            #expect(manifest.files.map(\.bytes) == [5000, 5])
            #expect(manifest.published == "2023-11-14T22:13:20Z")
            #expect(try registry.verify("first") == manifest)
            #expect(try registry.contents(of: "first") == Self.files)
            #expect(try registry.folder(of: "first").hasSuffix("models/first"))
            #expect(try registry.names() == ["first"])
        }
    }

    @Test func hashesAsSha256sumDoes() throws {
        try withRegistry { registry, folder in
            try registry.publish("first", files: Self.files)
            let check = Process()
            check.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
            check.arguments = ["--check", "--strict", "manifest.json.sha256"]
            check.currentDirectoryURL = URL(fileURLWithPath: folder + "/first")
            check.standardOutput = Pipe()
            try check.run()
            check.waitUntilExit()
            #expect(check.terminationStatus == 0)
        }
    }

    @Test func aFailedPublishLeavesNothing() throws {
        struct Failure: Error {}
        try withRegistry { registry, folder in
            #expect(throws: Failure.self) {
                try registry.publish("first") { draft in
                    try Data("half".utf8).write(to: URL(fileURLWithPath: draft + "/model.safetensors"))
                    #expect(try registry.names().isEmpty)
                    throw Failure()
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            try registry.publish("first", files: Self.files)
        }
    }

    @Test func aModelIsNeverOverwritten() throws {
        try withRegistry { registry, _ in
            try registry.publish("first", files: Self.files)
            expectFailure(.alreadyPublished) { try registry.publish("first", files: ["other": Data()]) }
            #expect(try registry.contents(of: "first") == Self.files)
            #expect(registry.freeName("first") == "first-1")
        }
    }

    @Test(arguments: ["", ".", "..", ".hidden", "a/b", "../a", "current", "a b", "ä", String(repeating: "a", count: 101)])
    func namesThatCouldLeadElsewhereAreRefused(_ name: String) throws {
        try withRegistry { registry, _ in
            expectFailure(.invalidName) { try registry.publish(name, files: Self.files) }
            expectFailure(.invalidName) { _ = try registry.folder(of: name) }
        }
    }

    @Test func everyFlippedBitIsFound() throws {
        try withRegistry { registry, folder in
            try registry.publish("first", files: Self.files)
            for (file, size) in [
                ("model.safetensors", 5000), ("vocabulary/items.json", 5), ("manifest.json", 400), ("manifest.json.sha256", 70),
            ] {
                let url = URL(fileURLWithPath: folder + "/first/" + file)
                let whole = try Data(contentsOf: url)
                for place in stride(from: 0, to: size, by: max(1, size / 23)) {
                    var damaged = whole
                    damaged[place] ^= 1 << (place % 8)
                    try damaged.write(to: url)
                    let error = #expect(throws: RegistryError.self, "\(file), byte \(place)") { try registry.verify("first") }
                    #expect(error?.code == .damaged && error?.model == "first", "\(file), byte \(place)")
                    expectFailure(.damaged) { _ = try registry.contents(of: "first") }
                }
                try whole.write(to: url)
                try registry.verify("first")
            }
        }
    }

    @Test func cutMissingAndForeignFilesAreFound() throws {
        try withRegistry { registry, folder in
            try registry.publish("cut", files: Self.files)
            try Data(count: 100).write(to: URL(fileURLWithPath: folder + "/cut/model.safetensors"))
            try registry.publish("missing", files: Self.files)
            try FileManager.default.removeItem(atPath: folder + "/missing/model.safetensors")
            try registry.publish("foreign", files: Self.files)
            try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/foreign/extra"))
            try registry.publish("link", files: Self.files)
            try FileManager.default.createSymbolicLink(atPath: folder + "/link/extra", withDestinationPath: "/etc/passwd")
            try registry.publish("bare", files: Self.files)
            try FileManager.default.removeItem(atPath: folder + "/bare/manifest.json")
            for name in ["cut", "missing", "foreign", "link", "bare"] { expectFailure(.damaged) { try registry.verify(name) } }
        }
    }

    @Test func aRenamedModelIsRefused() throws {
        try withRegistry { registry, folder in
            try registry.publish("first", files: Self.files)
            try FileManager.default.moveItem(atPath: folder + "/first", toPath: folder + "/second")
            expectFailure(.damaged) { try registry.verify("second") }
            expectFailure(.unknown) { try registry.verify("first") }
        }
    }

    @Test func theLastGoodModelServes() throws {
        try withRegistry { registry, folder in
            for name in ["a", "b", "c"] {
                try registry.publish(name, files: Self.files)
                try registry.promote(name)
            }
            #expect(try registry.serving().name == "c")
            for name in ["c", "b"] { try Data("?".utf8).write(to: URL(fileURLWithPath: folder + "/\(name)/model.safetensors")) }
            let serving = try registry.serving()
            #expect(serving.name == "a")
            #expect(serving.refused.map(\.model) == ["c", "b"])
            try Data("?".utf8).write(to: URL(fileURLWithPath: folder + "/a/model.safetensors"))
            expectFailure(.noneServes) { _ = try registry.serving() }
        }
    }

    @Test func aDamagedModelIsNotPromoted() throws {
        try withRegistry { registry, folder in
            try registry.publish("a", files: Self.files)
            try registry.promote("a")
            try registry.publish("b", files: Self.files)
            try Data("?".utf8).write(to: URL(fileURLWithPath: folder + "/b/model.safetensors"))
            expectFailure(.damaged) { try registry.promote("b") }
            #expect(try registry.serving().name == "a")
        }
    }

    @Test func rollsBackStepByStepPastDamage() throws {
        try withRegistry { registry, folder in
            expectFailure(.nonePromoted) { _ = try registry.serving() }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            expectFailure(.nonePromoted) { try registry.rollback() }
            for name in ["a", "b", "c"] {
                try registry.publish(name, files: Self.files)
                try registry.promote(name)
            }
            try Data("?".utf8).write(to: URL(fileURLWithPath: folder + "/b/model.safetensors"))
            let model = try registry.rollback()
            #expect(model.name == "a" && model.refused.map(\.model) == ["b"])
            #expect(try registry.serving().name == "a")
            expectFailure(.nonePromoted) { try registry.rollback() }
            #expect(try registry.list().filter(\.serves).map(\.name) == ["a"])
        }
    }

    @Test func promotingAgainMovesToTheFront() throws {
        try withRegistry { registry, _ in
            for name in ["a", "b"] { try registry.publish(name, files: Self.files) }
            for name in ["a", "b", "a", "a"] { try registry.promote(name) }
            let places = try registry.list().map { "\($0.name) \($0.serves) \($0.rollbackPlace ?? 0)" }
            #expect(places == ["a true 0", "b false 1"])
        }
    }

    @Test func damageIsShownInTheList() throws {
        try withRegistry { registry, folder in
            try registry.publish("a", files: Self.files)
            try Data("{}".utf8).write(to: URL(fileURLWithPath: folder + "/a/manifest.json"))
            let listing = try registry.list()
            #expect(listing.count == 1 && listing[0].manifest == nil && listing[0].damage?.code == .damaged)
        }
    }
}

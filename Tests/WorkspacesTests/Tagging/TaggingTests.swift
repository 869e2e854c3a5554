import Datasets
import Foundation
import Storage
import Testing
import Understanding
import Workspaces

@Suite("Tags of a workspace")
struct TaggingTests {
    static func items() -> [Item] {
        let plots = [
            "A retired detective hunts a serial killer through the city.", "Two brothers rob a bank; the perfect heist goes wrong.",
            "A vampire falls in love with a nurse.", "He is haunted by the ghost of his wife.", "A garden and its flowers.",
        ]
        return plots.enumerated().map { number, plot in
            Item(
                id: ItemID("t\(number)"), domain: .film, title: "Title \(number)", year: 1990 + number, facets: [.genre: ["Drama"]],
                text: plot)
        }
    }

    private func world(_ body: (Workspace) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            try workspace.store.replace(items: Self.items())
            try body(workspace)
        }
    }

    private func run(_ workspace: Workspace, _ change: (inout TaggingRequest) -> Void = { _ in }) throws -> TaggingReport {
        var request = TaggingRequest()
        change(&request)
        return try workspace.tagTitles(request, now: { Date(timeIntervalSince1970: 1_700_000_000) })
    }

    private let noon = Timestamp(rawValue: 1_700_000_000_000)

    @Test func givenTagsBecomeAFacetAndNothingElseChanges() throws {
        try world { workspace in
            let report = try run(workspace)
            #expect(report.titles == 5 && report.given > 0 && report.encoder == "hashed" && report.model == nil)
            for (before, after) in zip(Self.items(), try workspace.store.items()) {
                var bare = after
                bare.facets[.tag] = nil
                #expect(bare == before)
                let given = try workspace.tagShelf().standing(of: after.id).filter(\.isGiven).map(\.tag).sorted()
                #expect((after.facets[.tag] ?? []) == given)
            }
            #expect(try workspace.store.items([ItemID("t0")])[0].facets[.tag]?.contains("serial-killer") == true)
        }
    }

    @Test func runningAgainChangesNothing() throws {
        try world { workspace in
            let first = try run(workspace)
            let (items, queue) = (try workspace.store.items(), try workspace.tagShelf().review(after: nil, limit: 1000))
            let second = try run(workspace)
            #expect(first.changedTitles > 0 && second.changedTitles == 0 && second.changedClaims == 0)
            #expect(try workspace.store.items() == items && workspace.tagShelf().review(after: nil, limit: 1000) == queue)
        }
    }

    @Test func whatAPersonDecidedOutlivesEveryRun() throws {
        try world { workspace in
            _ = try run(workspace)
            let shelf = try workspace.tagShelf()
            _ = try shelf.decide(false, "serial-killer", of: ItemID("t0"), by: "anna", at: noon)
            let standing = try #require(try shelf.decide(true, "cosy", of: ItemID("t4"), by: "anna", at: noon).first)
            #expect(standing.tag == "cosy" && standing.confidence == 1 && standing.provenance == .person && standing.evidence == ["anna"])
            #expect(standing.isGiven && standing.isAccepted == true)
            _ = try run(workspace)
            _ = try run(workspace) { $0.onlyUntagged = true }
            #expect(try workspace.store.items([ItemID("t0")])[0].facets[.tag]?.contains("serial-killer") != true)
            #expect(try workspace.store.items([ItemID("t4")])[0].facets[.tag]?.contains("cosy") == true)
            #expect(try shelf.standing(of: ItemID("t0")).first { $0.tag == "serial-killer" }?.isAccepted == false)
            _ = try shelf.decide(true, "serial-killer", of: ItemID("t0"), by: "bert", at: noon)
            #expect(try workspace.store.items([ItemID("t0")])[0].facets[.tag]?.contains("serial-killer") == true)
        }
    }

    @Test func theQueueIsPagedMostUncertainFirstAndADecisionLeavesIt() throws {
        try world { workspace in
            _ = try run(workspace)
            let shelf = try workspace.tagShelf()
            let all = try shelf.review(after: nil, limit: 1000)
            try #require(all.count >= 3)
            #expect(
                all.map { ($0.claim.confidence * 1000 - 500).magnitude.rounded() }
                    == all.map { ($0.claim.confidence * 1000 - 500).magnitude.rounded() }.sorted())
            var (paged, after): ([UncertainTag], String?) = ([], nil)
            while true {
                let page = try shelf.review(after: after, limit: 2)
                paged += page
                guard let last = page.last else { break }
                after = last.key
            }
            #expect(paged == all)
            _ = try shelf.decide(true, all[0].claim.tag, of: all[0].item, by: "anna", at: noon)
            #expect(try shelf.review(after: nil, limit: 1000) == Array(all.dropFirst()))
            _ = try run(workspace)
            #expect(try !shelf.review(after: nil, limit: 1000).contains { $0.item == all[0].item && $0.claim.tag == all[0].claim.tag })
        }
    }

    @Test func aVocabularyIsAdoptedOnceItIsRight() throws {
        try world { workspace in
            let file = workspace.folder + "-tags.json"
            try
                #"{"format": "tastemaker-tags", "version": 1, "tags": [{"id": "night", "category": "setting", "name": {"en": "Night"}, "cues": ["night"]}]}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let error = #expect(throws: WorkspaceError.self) { try run(workspace) { $0.vocabularyFile = file } }
            #expect(error?.reason.contains("name.zh") == true)
            #expect(try workspace.tagVocabulary().count == TagVocabulary.standard.count)
            try
                #"{"format": "tastemaker-tags", "version": 1, "tags": [{"id": "gardens", "category": "setting", "name": {"en": "Gardens", "zh": "花园"}, "cues": ["garden", "flowers"]}]}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            _ = try run(workspace) { $0.vocabularyFile = file }
            #expect(try workspace.store.items().map { $0.facets[.tag] } == [nil, nil, nil, nil, ["gardens"]])
            #expect(try workspace.tagVocabulary().count == 1)
        }
    }

    @Test func onlyUntaggedTitlesAreTouchedWhereThatIsAsked() throws {
        try world { workspace in
            _ = try run(workspace)
            let new = Item(id: ItemID("t9"), domain: .film, title: "New", text: "A heist: they rob a bank.")
            var changed = Self.items()[4]
            changed.text = "A vampire sleeps, says Dracula."
            try workspace.store.replace(items: [new, changed])
            let report = try run(workspace) { $0.onlyUntagged = true }
            #expect(report.titles == 1)
            #expect(try workspace.store.items([ItemID("t4")])[0].facets[.tag] == nil)
            #expect(try workspace.store.items([ItemID("t9")])[0].facets[.tag]?.contains("heist") == true)
        }
    }

    @Test func aProposalIsLookedAtByAPersonAndOutlivesARunWithoutAModel() throws {
        try world { workspace in
            let proposal = TagClaim(tag: "nostalgic", confidence: 0.9, provenance: .model, evidence: ["a model"])
            _ = try run(workspace) { $0.proposals = ["t4": [proposal]] }
            for _ in 0..<2 {
                let tag = try #require(try workspace.tagShelf().standing(of: ItemID("t4")).first { $0.tag == "nostalgic" })
                #expect(tag.provenance == .model && !tag.isGiven)
                #expect(try workspace.tagShelf().review(after: nil, limit: 1000).contains { $0.claim.tag == "nostalgic" })
                _ = try run(workspace)
            }
        }
    }

    @Test func aWorkspaceWithoutTitlesSaysSo() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            #expect(throws: WorkspaceError.self) { try workspace.tagTitles(TaggingRequest()) }
        }
    }

    @Test func theCommandTagsListsAndWritesItsVocabulary() throws {
        try world { workspace in
            let tagged = try CommandLineProgram.run("tag", "--workspace", workspace.folder, "--json")
            #expect(tagged.status == 0, "\(tagged.errors)")
            #expect((try tagged.json() as? [String: Any])?["titles"] as? Int == 5)
            let listed = try CommandLineProgram.run("tag", "--workspace", workspace.folder, "--review", "-k", "2", "--json")
            #expect((try listed.json() as? [Any])?.count == 2)
            let plain = try CommandLineProgram.run("tag", "--workspace", workspace.folder)
            #expect(plain.output.contains("0 titles changed"), "\(plain.output)")
            let file = workspace.folder + "-vocabulary.json"
            #expect(try CommandLineProgram.run("tag", "--write-vocabulary", file).status == 0)
            #expect(try TagVocabulary(json: [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))).count >= 120)
            #expect(try CommandLineProgram.run("tag", "--write-vocabulary", file).status != 0)
        }
    }
}

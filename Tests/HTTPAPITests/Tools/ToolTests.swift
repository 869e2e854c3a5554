import Datasets
import HTTPAPI
import Serving
import Testing
import ToolProtocol
import Understanding
import Workspaces

/// What each tool does, for whom, and what it refuses.
@Suite struct ToolTests {
    private static let reader = ToolWorld.key([.read])
    private static let product = ToolWorld.key([.read, .events])

    @Test func everyToolAnswersAsItsSchemaSays() async throws {
        try await ToolWorld.run { world in
            let item = try world.items[0]
            let calls: [(String, [String: JSONTree])] = [
                ("recommend", ["user": .string(ToolWorld.viewer), "count": 5]), ("recommend", ["liked": [.string(item)], "count": 3]),
                ("recommend", ["user": "somebody new"]), ("search", ["query": "comedy", "user": .string(ToolWorld.viewer)]),
                ("search", ["query": "the"]),
                ("similar", ["items": [.string(item)], "count": 4]), ("why", ["item": .string(item), "user": .string(ToolWorld.viewer)]),
                ("history", ["user": .string(ToolWorld.viewer), "count": 3]), ("profile", ["user": .string(ToolWorld.viewer)]),
                ("rate", ["user": .string(ToolWorld.viewer), "item": .string(item), "verdict": "thumbs_up"]),
            ]
            for (name, arguments) in calls {
                let value = try await world.done(name, arguments, as: Self.product)
                let tool = try #require(world.tools.tools(for: world.caller(Self.product)).first { $0.name == name })
                let schema = try JSONReader.read(tool.output.text)
                let problems = SchemaChecker(document: .null).problems(try JSONReader.read(value.text), schema)
                #expect(problems.isEmpty, "\(name): \(problems)")
                let input = SchemaChecker(document: .null).problems(
                    try JSONReader.read(JSONTree.object(arguments).text), try JSONReader.read(tool.input.text))
                #expect(input.isEmpty, "\(name): \(input)")
            }
            let list = try await world.done("similar", ["items": [.string(item)], "count": 4], as: Self.product)
            #expect(list["items"]?.array?.count == 4)
            #expect(list["items"]?[0]?["reason"]?["because"]?[0]?["id"] == .string(item))
        }
    }

    @Test func aVerdictIsInTheHistoryAndChangesWhatIsRecommended() async throws {
        try await ToolWorld.run { world in
            let ann = ToolWorld.user("ann")
            let first = try await world.done("recommend", as: ann)["items"]?[0]?["id"]?.string ?? ""
            let stored = try await world.done("rate", ["item": .string(first), "verdict": "not_interested"], as: ann)
            #expect(stored["result"] == "accepted" && stored["item"]?["id"] == .string(first))
            let history = try await world.done("history", as: ann)
            #expect(
                history["total"] == 1 && history["events"]?[0]?["kind"] == "hide"
                    && history["events"]?[0]?["title"]?["id"] == .string(first))
            let next = try await world.done("recommend", ["count": 50], as: ann)
            #expect(next["items"]?.array?.contains { $0["id"] == .string(first) } == false)
        }
    }

    @Test func readingToolsStoreNothing() async throws {
        try await ToolWorld.run { world in
            let before = try await world.done("history", ["user": .string(ToolWorld.viewer), "count": 100], as: Self.reader)
            _ = try await world.done("recommend", ["user": .string(ToolWorld.viewer)], as: Self.reader)
            _ = try await world.done("search", ["query": "comedy", "user": .string(ToolWorld.viewer)], as: Self.reader)
            let after = try await world.done("history", ["user": .string(ToolWorld.viewer), "count": 100], as: Self.reader)
            #expect(before == after)
        }
    }

    @Test func toolsAreThoseThatTheRoutesWouldAllow() async throws {
        try await ToolWorld.run { world in
            func names(_ principal: Principal) -> Set<String> { Set(world.tools.tools(for: world.caller(principal)).map(\.name)) }
            let reading: Set<String> = ["recommend", "search", "similar", "why", "history", "profile"]
            #expect(names(Self.reader) == reading)
            #expect(names(ToolWorld.key([.events])) == ["rate"])
            #expect(names(ToolWorld.key([.catalogue])).isEmpty && names(.anonymous).isEmpty)
            for principal in [Self.product, ToolWorld.key([.admin]), ToolWorld.user("ann")] {
                #expect(names(principal) == reading.union(["rate"]))
            }
        }
        try await ToolWorld.run(allowsChanges: false) { world in
            #expect(!world.tools.tools(for: world.caller(ToolWorld.user("ann"))).contains { $0.name == "rate" })
            let outcome = await world.call("rate", ["item": .string(try world.items[0]), "verdict": "seen"], as: ToolWorld.user("ann"))
            #expect(outcome == .unknown)
        }
    }

    @Test func aScopeThatIsMissingIsAskedForByName() async throws {
        try await ToolWorld.run { world in
            let item = try world.items[0]
            #expect(
                await world.kind("rate", ["user": .string(ToolWorld.viewer), "item": .string(item), "verdict": "seen"], as: Self.reader)
                    == "forbidden")
            #expect(await world.kind("history", ["user": .string(ToolWorld.viewer)], as: ToolWorld.key([.events])) == "forbidden")
            #expect(await world.kind("search", ["query": "x"], as: ToolWorld.key([.catalogue])) == "forbidden")
            for tool in ["recommend", "history", "profile"] {
                #expect(await world.kind(tool, ["user": .string(ToolWorld.viewer)], as: .anonymous) == "unauthorized", "\(tool)")
                #expect(await world.kind(tool, [:], as: Self.reader) == "invalid-request", "\(tool) about nobody")
                #expect(await world.kind(tool, ["user": "me"], as: Self.reader) == "invalid-request", "\(tool) about nobody")
            }
        }
    }

    /// Neither what somebody did nor whether there is such a person can be learned, whatever the other is called.
    @Test func aPersonsTokenReachesNobodyElse() async throws {
        try await ToolWorld.run { world in
            let ann = ToolWorld.user("ann")
            let item = try world.items[0]
            let others: [JSONTree] = [
                .string(ToolWorld.viewer), "viewer-00002", "nobody", "ann ", " ann", "ANN", "ann\u{200B}", "a\u{308}nn", "me/1", "../1",
                "*", "%", "ann' or '1'='1", "null",
                "0",
            ]
            for other in others {
                for (tool, more) in [
                    ("recommend", [:]), ("search", ["query": "a"]), ("similar", ["items": [.string(item)]]),
                    ("why", ["item": .string(item)]),
                    ("history", [:]), ("profile", [:]), ("rate", ["item": .string(item), "verdict": "seen"]),
                ] as [(String, [String: JSONTree])] {
                    let outcome = await world.call(tool, more.merging(["user": other]) { $1 }, as: ann)
                    #expect(outcome == .failed(kind: "not-found", "there is no such user"), "\(tool) about \(other): \(outcome)")
                }
            }
            #expect(try await world.done("history", ["user": .string(ToolWorld.viewer)], as: Self.reader)["total"]?.integer ?? 0 > 0)
            #expect(await world.kind("history", ["user": "ann"], as: ann) == "not-found", "nothing was stored")
            for name: JSONTree in ["me", "ann"] { _ = try await world.done("profile", ["user": name], as: ann) }
        }
    }

    @Test func argumentsThatAreWrongAreNamed() async throws {
        try await ToolWorld.run { world in
            let item = JSONTree.string(try world.items[0])
            let wrong: [(String, [String: JSONTree], String)] = [
                ("recommend", ["user": .string(ToolWorld.viewer), "count": 0], "/count"),
                ("recommend", ["user": .string(ToolWorld.viewer), "count": 51], "/count"),
                ("recommend", ["user": .string(ToolWorld.viewer), "count": "5"], "/count"),
                ("recommend", ["user": .string(ToolWorld.viewer), "count": .number(1.5)], "/count"),
                ("recommend", ["user": .string(ToolWorld.viewer), "count": .number(1e300)], "/count"), ("recommend", ["user": 1], "/user"),
                ("recommend", ["user": ""], "/user"), ("recommend", ["user": .string(String(repeating: "u", count: 300))], "/user"),
                ("recommend", ["user": .string(ToolWorld.viewer), "sudo": true], "/sudo"),
                ("recommend", ["user": .string(ToolWorld.viewer), "liked": [item]], "/liked"),
                ("recommend", ["liked": item], "/liked"), ("recommend", ["liked": [7]], "/liked/0"),
                ("recommend", ["user": .string(ToolWorld.viewer), "filter": "drop table events"], "filter"), ("search", [:], "/query"),
                ("search", ["query": ["x"]], "/query"), ("search", ["query": .string(String(repeating: "x", count: 501))], "/query"),
                ("similar", ["items": []], "/items"), ("similar", [:], "/items"), ("why", ["user": .string(ToolWorld.viewer)], "/item"),
                ("rate", ["user": .string(ToolWorld.viewer), "item": item], "/verdict"),
                ("rate", ["user": .string(ToolWorld.viewer), "item": item, "verdict": "erase"], "/verdict"),
                ("rate", ["user": "a\u{0}b", "item": item, "verdict": "seen"], "/user"),
                ("history", ["user": .string(ToolWorld.viewer), "skip": -1], "/skip"),
                ("profile", ["user": .object(["a": "b"])], "/user"),
            ]
            for (tool, arguments, field) in wrong {
                let outcome = await world.call(tool, arguments, as: Self.product)
                guard case .failed("invalid-request", let reason) = outcome else {
                    Issue.record("\(tool) \(arguments): \(outcome)")
                    continue
                }
                #expect(reason.contains(field), "\(tool): \(reason)")
            }
            for (tool, arguments) in [
                ("why", ["user": .string(ToolWorld.viewer), "item": "none"]), ("similar", ["items": ["none"]]),
                ("history", ["user": "nobody at all"]),
                ("rate", ["user": .string(ToolWorld.viewer), "item": "none", "verdict": "seen"]), ("recommend", ["liked": ["none"]]),
            ] as [(String, [String: JSONTree])] {
                #expect(await world.kind(tool, arguments, as: Self.product) == "not-found", "\(tool)")
            }
            #expect(await world.call("erase", [:], as: Self.product) == .unknown)
        }
    }

    @Test func peopleAreNamedAsTheyAreCalledAlsoWhereTheirIdsAreHashed() async throws {
        let naming = UserNaming(UserPseudonyms(key: Array(repeating: 7, count: 32)))
        try await ToolWorld.run(naming: naming) { world in
            let ann = ToolWorld.user("ann")
            _ = try await world.done("rate", ["item": .string(try world.items[0]), "verdict": "thumbs_up"], as: ann)
            #expect(try await world.done("history", as: ann)["total"] == 1)
            #expect(try await world.done("history", ["user": "ann"], as: Self.reader)["total"] == 1)
            let outcome = await world.call("history", ["user": "bob"], as: Self.reader)
            #expect(outcome == .failed(kind: "not-found", "there is no user “bob”"))
        }
    }
}

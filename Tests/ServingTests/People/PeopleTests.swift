import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import StorageSQLite
import Testing
import Workspaces

@Suite struct PeopleTests {
    private func event(_ id: String, _ user: String, _ item: String, _ seconds: Int64, device: String? = nil) -> IncomingEvent {
        IncomingEvent(
            RawEvent(
                user: UserID(user), item: ItemID(item), kind: .play,
                time: Timestamp(rawValue: ServiceWorld.today.rawValue + seconds * 1000),
                device: device, id: id, source: SourcePosition(file: "", line: 0)), hasTime: true)
    }

    private func items(_ service: TasteService) throws -> [String] { try service.host.current().titles.catalog.items.map(\.id.rawValue) }

    @Test func whatIsKnownOfAPersonIsSetAndChanged() throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let user = UserID("new")
        #expect(throws: ServingError.unknownUser("new")) { try service.personDocument(user) }
        #expect(throws: ServingError.unknownUser("new")) { try service.changePerson(user, mustExist: true) { _ in } }
        try service.changePerson(user) { document in
            document.attributes = ["plan": "basic"]
            document.record.maturity = 12
        }
        try service.changePerson(user, mustExist: true) { $0.attributes["age"] = "9" }
        let document = try service.personDocument(user)
        #expect(document.attributes == ["plan": "basic", "age": "9"] && document.record.maturity == 12)
        #expect(try service.workspace.store.attributes(of: user)?.values.count == 2)
    }

    @Test func aLimitOfAPersonHoldsForTheirNextAnswer() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let list = try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 5))
        let item = list.snapshot.titles[list.items[0].index].id
        try service.put([TitleDocument(try service.title(item).item, facts: TitleFacts(maturity: 18))])
        try service.changePerson(user) { $0.record.maturity = 18 }
        #expect(try service.sheet(.user(user), Moment(time: clock.now)).permitted.contains(list.items[0].index))
        try service.changePerson(user) { $0.record.maturity = 16 }
        #expect(try !service.sheet(.user(user), Moment(time: clock.now)).permitted.contains(list.items[0].index))
    }

    @Test func whoAllowsNoProfileGetsWhatAStrangerGets() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let own = try service.sheet(.user(user), Moment(time: clock.now)).scores
        _ = try service.setConsents([.personalise: PersonRecord.Consent(isGiven: false, time: clock.now)], of: user)
        let refused = try service.sheet(.user(user), Moment(time: clock.now))
        let stranger = try service.sheet(.session([]), Moment(time: clock.now))
        #expect(refused.scores == stranger.scores && refused.scores != own && refused.person.interactions.isEmpty)
        _ = try service.setConsents([.personalise: nil], of: user)
        #expect(try service.sheet(.user(user), Moment(time: clock.now)).scores == own)
    }

    @Test func whoRefusesTrainingIsLeftOutOfIt() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let documents = try service.workspace.documents()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let before = try service.workspace.dataset()
        func set(_ consent: PersonRecord.Consent?) throws {
            let record = PersonRecord(consents: consent.map { [.train: $0] } ?? [:])
            try documents.put(ServiceDocument(.people, key: user.rawValue, owner: user, time: clock.now, encoding: record))
        }
        try set(PersonRecord.Consent(isGiven: false, time: clock.now))
        let without = try service.workspace.dataset()
        #expect(without.users.count == before.users.count - 1 && !without.users.contains { $0.id == user })
        #expect(throws: WorkspaceError.self) { try service.workspace.erase(user: UserID("nobody")) }
        try set(nil)
        #expect(try service.workspace.dataset().fingerprint == before.fingerprint)
    }

    /// The rule is written twice, since the one who trains does not know the service.
    @Test func trainingReadsConsentsAsTheServiceDoes() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let documents = try service.workspace.documents()
        let user = UserID("somebody")
        for isGiven in [true, false] {
            for until in [nil, clock.now, Timestamp(rawValue: clock.now.rawValue + 1)] as [Timestamp?] {
                let record = PersonRecord(consents: [.train: .init(isGiven: isGiven, time: clock.now, until: until)])
                try documents.put(ServiceDocument(.people, key: user.rawValue, owner: user, time: clock.now, encoding: record))
                let isLeftOut = try service.workspace.usersNotForTraining(at: clock.now).contains(user)
                #expect(isLeftOut == !record.allows(.train, at: clock.now, byDefault: true), "\(isGiven) \(String(describing: until))")
            }
        }
        try documents.put(ServiceDocument(.people, key: "x", owner: UserID("x"), time: clock.now, data: Data("[".utf8)))
        #expect(throws: StorageError.self) { try service.workspace.usersNotForTraining(at: clock.now) }
    }

    @Test func twoIdsBecomeOnePerson() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let names = try items(service)
        _ = try await service.take([event("1", "old", names[0], 1), event("2", "new", names[1], 2)])
        try service.changePerson(UserID("old")) { document in
            document.attributes = ["x": "1"]
            document.record.consents[.train] = .init(isGiven: false, time: clock.now)
        }
        try service.changePerson(UserID("new")) { $0.record.consents[.train] = .init(isGiven: true, time: clock.now) }
        let receipt = try await service.merge(UserID("old"), into: UserID("new"))
        #expect(receipt.person == UserID("new") && receipt.events == 1 && receipt.documents == 1)
        // Whatever comes under the old id counts for the person.
        #expect(try await service.take([event("3", "old", names[2], 3), event("1", "old", names[0], 1)]) == [.accepted, .duplicate])
        let document = try service.personDocument(UserID("old"))
        #expect(document.id == UserID("new") && document.attributes == ["x": "1"] && document.aliases == [UserID("old")])
        #expect(document.record.consents[.train]?.isGiven == false)
        #expect(try service.events(of: UserID("old")).events.map(\.id) == ["3", "2", "1"])
        #expect(try service.sheet(.user(UserID("old")), Moment(time: clock.now)).person.interactions.count == 3)
        #expect(try await service.merge(UserID("old"), into: UserID("new")).events == 0)
        await #expect(throws: ServingError.self) { try await service.merge(UserID("new"), into: UserID("new")) }
        await #expect(throws: ServingError.self) { try await service.merge(UserID("nobody"), into: UserID("new")) }
        // And on to a third.
        _ = try await service.merge(UserID("new"), into: UserID("third"))
        #expect(try service.events(of: UserID("old")).total == 3)
        #expect(try service.personDocument(UserID("third")).aliases == [UserID("new"), UserID("old")])
    }

    @Test func aMergeThatWasInterruptedIsFinishedAtTheNextStart() async throws {
        let documents = MemoryServiceStore()
        let (service, clock) = try ServiceWorld.service(trained: false, documents: documents)
        _ = try await service.take([event("1", "old", "i", 1)])
        // What a kill behind the first step leaves.
        let alias = Data(#"{"isPending":true,"person":"new"}"#.utf8)
        try documents.put(ServiceDocument("aliases", key: "old", owner: UserID("new"), time: clock.now, data: alias))
        let again = TasteService(
            workspace: service.workspace, documents: documents, now: { clock.now }, seconds: { clock.seconds }, random: { clock.random() })
        try again.recover()
        #expect(try again.events(of: UserID("new")).total == 1 && again.events(of: UserID("old")).total == 1)
        #expect(try service.workspace.store.events(of: UserID("old")).isEmpty)
        try again.recover()
    }

    @Test func erasureReachesEverythingAtOnceAndStays() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let names = try items(service)
        _ = try await service.take([event("1", "gone", names[0], 1), event("2", "alias", names[1], 2)])
        _ = try await service.merge(UserID("alias"), into: UserID("gone"))
        try service.changePerson(UserID("gone")) { $0.attributes = ["x": "1"] }
        try service.documents.put(ServiceDocument("anything", key: "k", owner: UserID("gone"), time: clock.now, data: Data()))
        _ = try service.sheet(.user(UserID("gone")), Moment(time: clock.now))
        let (receipt, request) = try await service.erase(UserID("alias"))
        #expect(receipt.events == 2 && receipt.documents == 2 && receipt.filesAreClean)
        #expect(try service.privacyRequests() == [request] && request.kind == .erase && request.entry == receipt.entry)
        for id in ["gone", "alias"] {
            #expect(throws: ServingError.self) { try service.events(of: UserID(id)) }
            #expect(throws: ServingError.self) { try service.personDocument(UserID(id)) }
            #expect(throws: ServingError.self) { try service.changePerson(UserID(id)) { $0.attributes = ["y": "2"] } }
            #expect(try await service.take([event("9\(id)", id, names[0], 9)]) == [.refused])
        }
        #expect(try service.sheet(.user(UserID("gone")), Moment(time: clock.now)).person.interactions.isEmpty)
        #expect(service.recentEvents.latest(limit: 100).isEmpty)
        // An answer that was on its way leaves no trace.
        try service.documents.put(ServiceDocument("anything", key: "late", owner: UserID("gone"), time: clock.now, data: Data()))
        #expect(try service.documents.everything(of: UserID("gone")).isEmpty)
        await #expect(throws: ServingError.self) { try await service.erase(UserID("never seen")) }
    }

    /// On stores that a service filled, with the person's events among the others'.
    @Test func aModelTrainedAfterAnErasureIsByteForByteOneThatNeverSawThePerson() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let (innocent, _) = try ServiceWorld.service(trained: false)
        for round in 0..<12 {
            let events = (0..<40).map { place in
                let number = round * 40 + place
                let user = place % 10 == 0 ? "gone" : "user \(number % 37)"
                let item = place % 20 == 0 ? "only theirs \(number)" : "i\(number * number % 23)"
                return event("e\(number)", user, item, Int64(number) * 60)
            }
            _ = try await service.take(events)
            _ = try await innocent.take(events.filter { $0.event.user != UserID("gone") })
        }
        #expect(try service.workspace.dataset().fingerprint != innocent.workspace.dataset().fingerprint)
        let before = try Self.trained(service.workspace, "before")
        _ = try await service.erase(UserID("gone"))
        #expect(try service.workspace.dataset().fingerprint == innocent.workspace.dataset().fingerprint)
        let (after, without) = (try Self.trained(service.workspace, "after"), try Self.trained(innocent.workspace, "after"))
        #expect(after.keys.sorted() == without.keys.sorted() && after.count > 2)
        for (name, data) in after { #expect(data == without[name], "\(name)") }
        #expect(after.contains { before[$0.key] != $0.value }, "a person who teaches nothing proves nothing")
    }

    /// The files of a small model but its metrics, whose points of the loss depend on the clock.
    private static func trained(_ workspace: Workspace, _ name: String) throws -> [String: Data] {
        let run = """
            {"name": "tiny", "model": {"inputs": "time", "embeddingDimension": 16, "layerCount": 2, "headCount": 1,
            "feedForwardDimension": 32, "facetDimension": 8, "maximumSequenceLength": 16}, "training": {"epochs": 3, "firstValidation": 2}}
            """
        _ = try workspace.train(TrainingRequest(run: try RunConfiguration(file: Data(run.utf8)), name: name, seed: 5, workers: 1))
        return try workspace.models.contents(of: name).filter { $0.key != "metrics.json" }
    }

    @Test func anExportHoldsAllThatIsKept() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        _ = try await service.take([event("1", "ann", "i", 1), event("2", "ann", "j", 2)])
        try service.changePerson(UserID("ann")) { $0.attributes = ["x": "1"] }
        try service.documents.put(ServiceDocument("shown", key: "k", owner: UserID("ann"), time: clock.now, data: Data([1, 2])))
        let export = try service.export(of: UserID("ann"))
        #expect(export.events.map(\.id) == ["1", "2"] && export.person.attributes == ["x": "1"])
        #expect(export.documents.map(\.collection.rawValue) == ["shown"])
        #expect(try service.privacyRequests().map(\.kind) == [.export])
        #expect(throws: ServingError.unknownUser("bob")) { try service.export(of: UserID("bob")) }
    }

    @Test func noByteOfAnErasedPersonStaysInTheWorkspace() async throws {
        let (plain, clock) = try ServiceWorld.service(trained: false)
        let service = TasteService(
            workspace: plain.workspace, documents: try plain.workspace.documents(), now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        let canary = "canary-9f3"
        for round in 0..<10 {
            _ = try await service.take(
                (0..<60).map { place in
                    let isCanary = place % 6 == 0
                    let number = round * 60 + place
                    return event(
                        isCanary ? "\(canary)-event-\(number)" : "e\(number)", isCanary ? "\(canary)-user" : "user \(number % 41)",
                        isCanary ? "\(canary)-item-\(number)" : "item \(number)", Int64(number),
                        device: isCanary ? "\(canary)-device" : "tv")
                })
        }
        try service.changePerson(UserID("\(canary)-user")) { $0.attributes = ["\(canary)-name": "\(canary)-value"] }
        let shown = (0..<200).map { number in
            let owner = UserID(number % 4 == 0 ? "\(canary)-user" : "user \(number % 41)")
            let text = number % 4 == 0 ? "\(canary)-document \(number)" : "document \(number)"
            return ServiceChange.put(ServiceDocument("shown", key: "\(text) key", owner: owner, time: clock.now, data: Data(text.utf8)))
        }
        for start in stride(from: 0, to: 200, by: 40) { try service.documents.write(Array(shown[start..<start + 40])) }
        let (receipt, _) = try await service.erase(UserID("\(canary)-user"))
        #expect(receipt.events == 100 && receipt.documents == 50 && receipt.filesAreClean)
        for name in try FileManager.default.subpathsOfDirectory(atPath: service.workspace.folder) {
            guard let bytes = FileManager.default.contents(atPath: service.workspace.folder + "/" + name) else { continue }
            #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(name)")
        }
        #expect(try service.workspace.health().problems.isEmpty)
    }

    @Test func aBackupHoldsTheDocumentsAndARestoreObeysTheLedger() async throws {
        let (plain, clock) = try ServiceWorld.service(trained: false)
        let documents = try plain.workspace.documents()
        let service = TasteService(
            workspace: plain.workspace, documents: documents, now: { clock.now }, seconds: { clock.seconds }, random: { clock.random() })
        _ = try await service.take([event("1", "ann", "i", 1), event("2", "bob", "j", 2)])
        for user in ["ann", "bob"] { try service.changePerson(UserID(user)) { $0.record.maturity = 12 } }
        let folder = service.workspace.folder
        _ = try service.workspace.backUp(to: folder + "-backup")
        _ = try await service.erase(UserID("ann"))
        let report = try Workspace.restore(from: folder + "-backup", to: folder, replacing: true)
        #expect(report.erasedAgain == 1)
        let restored = try Workspace.open(folder)
        #expect(try restored.documents().owners() == [UserID("bob")])
        #expect(try restored.store.events(of: UserID("ann")).isEmpty && restored.store.events(of: UserID("bob")).count == 1)
    }
}

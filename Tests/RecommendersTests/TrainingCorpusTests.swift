import Datasets
import Foundation
import NeuralNetworks
import Recommenders
import Testing

/// Histories with every field there is, and with none.
private struct CorpusWorld {
    let itemCount = 40
    var random = SeededGenerator(seed: 7)

    mutating func users(_ count: Int) -> [UserHistory] { (0..<count).map { user($0) } }

    private mutating func user(_ number: Int) -> UserHistory {
        let events = (0..<(number % 9)).map { _ in number % 3 == 0 ? Interaction(item: item(), kind: .interaction) : full() }
        let id = number == 4 ? "" : "Nutzer·\(number) 人"
        return UserHistory(id: UserID(id), key: StableHash.of(id, seed: Dataset.userKeySeed), interactions: events)
    }

    private mutating func item() -> ItemIndex { ItemIndex(Int.random(in: 0..<itemCount, using: &random)) }

    /// Each field is there half of the time.
    private mutating func full() -> Interaction {
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        return Interaction(
            item: maybe(item()), kind: EventKind.allCases.randomElement(using: &random)!,
            time: maybe(Timestamp(rawValue: .random(in: -5...1_700_000_000_000, using: &random))),
            rating: maybe(.random(in: 1...5, using: &random)),
            duration: maybe(.random(in: 0...9000, using: &random)), completion: maybe(.random(in: 0...1, using: &random)),
            device: maybe(3) ?? 0, locale: maybe(60_000) ?? 0, surface: maybe(255) ?? 0, episode: maybe(-2) ?? 0)
    }
}

private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/corpus-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

private func write(_ users: [UserHistory], items: Int, to path: String) throws {
    var writer = try CorpusWriter(path: path, itemCount: items)
    for user in users { try writer.append(user) }
    try writer.finish()
}

/// What every corpus does; called with each conformance.
private func expectConformance(_ corpus: some TrainingCorpus, to users: [UserHistory]) {
    #expect(corpus.userCount == users.count)
    for (place, user) in users.enumerated().reversed() {
        let read = corpus.history(of: place)
        #expect(corpus.key(of: place) == user.key && read.key == user.key && read.id == user.id)
        #expect(read.interactions == user.interactions, "user \(place)")
    }
}

@Suite struct TrainingCorpusTests {
    @Test(arguments: [0, 1, 100]) func everyCorpusGivesTheHistoriesThatWerePutIn(count: Int) throws {
        var world = CorpusWorld()
        let users = world.users(count)
        expectConformance(MemoryCorpus(users), to: users)
        try withFolder { folder in
            try write(users, items: world.itemCount, to: folder + "/corpus")
            let corpus = try MappedCorpus(path: folder + "/corpus")
            expectConformance(corpus, to: users)
            #expect(corpus.eventCount == users.reduce(0) { $0 + $1.interactions.count } && corpus.itemCount == world.itemCount)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["corpus"])
        }
    }

    @Test func aCorpusOfManyPiecesIsWhole() throws {
        var world = CorpusWorld()
        let some = world.users(9)
        let users = (0..<30_000).map { some[$0 % 9] }
        try withFolder { folder in
            try write(users, items: world.itemCount, to: folder + "/corpus")
            let corpus = try MappedCorpus(path: folder + "/corpus")
            for place in stride(from: 0, to: users.count, by: 997) {
                #expect(corpus.history(of: place).interactions == users[place].interactions)
            }
        }
    }

    @Test(arguments: [ModelInputs.ids, .time]) func aModelTrainedFromDiskHasTheBytesOfOneTrainedFromMemory(inputs: ModelInputs) throws {
        let world = CircleWorld()
        let dataset = world.dataset
        let (memory, split) = try world.trainer(dataset, inputs: inputs)
        let expected = try memory.run().store.export()
        try withFolder { folder in
            try write(split.training, items: dataset.catalog.count, to: folder + "/corpus")
            var elsewhere = split
            elsewhere.training = []
            let trainer = try FoundationTrainer(
                dataset: Dataset(name: dataset.name, catalog: dataset.catalog, users: []), split: elsewhere,
                configuration: memory.model.configuration, training: memory.training,
                corpus: MappedCorpus(path: folder + "/corpus"), workers: 2, clock: { 0 })
            #expect(try trainer.run().store.export() == expected)
        }
    }

    @Test func noDamagedByteAndNoMissingOneGoesUnnoticed() throws {
        var world = CorpusWorld()
        let users = world.users(6)
        try withFolder { folder in
            try write(users, items: world.itemCount, to: folder + "/corpus")
            let sound = try Data(contentsOf: URL(fileURLWithPath: folder + "/corpus"))
            func expectRefusal(_ data: Data, _ what: String) throws {
                try data.write(to: URL(fileURLWithPath: folder + "/damaged"))
                #expect(throws: CorpusError.self, "\(what)") { _ = try MappedCorpus(path: folder + "/damaged") }
            }
            // The last word of the head is not used.
            for place in sound.indices where place < 56 || place >= 64 {
                var damaged = sound
                damaged[place] ^= 0x10
                try expectRefusal(damaged, "byte \(place)")
            }
            for length in 0..<sound.count { try expectRefusal(sound.prefix(length), "\(length) bytes") }
            try expectRefusal(sound + [0], "a byte more")
            #expect(throws: CorpusError.self) { _ = try MappedCorpus(path: folder + "/absent") }
            #expect(throws: CorpusError.self) { _ = try MappedCorpus(path: folder) }
        }
    }

    /// Whoever makes a file on purpose can make its checksum right.
    @Test func aForgedFileIsRefusedOrReadWithoutATrap() throws {
        var world = CorpusWorld()
        let users = world.users(7)
        try withFolder { folder in
            try write(users, items: world.itemCount, to: folder + "/corpus")
            let sound = try Data(contentsOf: URL(fileURLWithPath: folder + "/corpus"))
            var random = SeededGenerator(seed: 5)
            var refused = 0
            for _ in 0..<600 {
                var forged = sound
                let place = Int.random(in: 16..<sound.count, using: &random)
                forged[place] = [0, 1, 127, 128, 255].randomElement(using: &random)!
                var sum = WordChecksum()
                forged.suffix(from: 64).withUnsafeBytes { sum.combine($0) }
                forged.prefix(48).withUnsafeBytes { sum.combine($0) }
                withUnsafeBytes(of: sum.value.littleEndian) { forged.replaceSubrange(48..<56, with: $0) }
                try forged.write(to: URL(fileURLWithPath: folder + "/forged"))
                guard let corpus = try? MappedCorpus(path: folder + "/forged") else {
                    refused += 1
                    continue
                }
                for user in 0..<corpus.userCount {
                    #expect(corpus.history(of: user).interactions.allSatisfy { ($0.item?.position ?? 0) < corpus.itemCount })
                }
            }
            #expect(refused > 100)
        }
    }

    @Test func aWriterThatIsGivenUpLeavesTheOldFileAlone() throws {
        var world = CorpusWorld()
        let users = world.users(12)
        try withFolder { folder in
            let path = folder + "/corpus"
            try write(users, items: world.itemCount, to: path)
            do {
                var writer = try CorpusWriter(path: path, itemCount: world.itemCount)
                try writer.append(users[2])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["corpus"])
            expectConformance(try MappedCorpus(path: path), to: users)
            #expect(throws: CorpusError.self) { _ = try CorpusWriter(path: folder + "/no/folder", itemCount: 1) }
        }
    }

    @Test func aMemoryBudgetShrinksTheMicroBatchAndSaysWhatItNeeds() throws {
        let model = FoundationModelConfiguration(inputs: .ids)
        let memory = TrainingMemory(model, items: 3706, weights: 1_300_000, workers: 2)
        #expect(try memory.tokensPerMicroBatch(wanted: 1024, megabytes: nil) == 1024)
        #expect(try memory.tokensPerMicroBatch(wanted: 1024, megabytes: 4000) == 1024)
        let needed = memory.bytes(tokensPerMicroBatch: 500) / 1e6
        let fitted = try memory.tokensPerMicroBatch(wanted: 1024, megabytes: Int(needed.rounded(.up)))
        #expect((500..<540).contains(fitted))
        #expect(memory.bytes(tokensPerMicroBatch: fitted) <= needed.rounded(.up) * 1e6)
        let error = #expect(throws: FoundationModelError.self) { try memory.tokensPerMicroBatch(wanted: 1024, megabytes: 10) }
        let least = Int((memory.bytes(tokensPerMicroBatch: 200) / 1e6).rounded(.up))
        #expect("\(error!)".contains("allowed is \(least) or more"))
    }

    @Test func aTrainingWithinABudgetIsTheOneWithThatMicroBatch() throws {
        let world = CircleWorld()
        let dataset = world.dataset
        let (sample, split) = try world.trainer(dataset)
        func trained(micro: Int, megabytes: Int?) throws -> [String: Safetensors.Entry] {
            var training = sample.training
            (training.tokensPerMicroBatch, training.memoryMegabytes) = (micro, megabytes)
            return try FoundationTrainer(
                dataset: dataset, split: split, configuration: sample.model.configuration, training: training, workers: 2, clock: { 0 }
            ).run().store.export()
        }
        let memory = TrainingMemory(
            sample.model.configuration, items: dataset.catalog.count, weights: sample.model.parameterCount, workers: 2)
        let fitted = try memory.tokensPerMicroBatch(wanted: 100_000, megabytes: 32)
        #expect(fitted < 100_000)
        #expect(try trained(micro: 100_000, megabytes: 32) == trained(micro: fitted, megabytes: nil))
    }
}

import Datasets

/// Events told twice, and people who choose the same item again.
struct Repetition: HistoryDetector {
    private var events = 0
    private var duplicates = 0
    private var duplicateExamples: [Finding.Example] = []
    private(set) var choices = 0
    /// Choices of something the user chose before.
    private(set) var repeated = 0
    /// Expected number of choices whose pair would also be in training, were a fifth held out at random.
    private(set) var remembered = 0.0
    private var repeatExamples: [Finding.Example] = []
    private var seen: Set<UInt64> = []
    private var items: [Int32] = []

    mutating func look(at user: UserEvents, in examination: Examination) {
        events += user.all.count
        countDuplicates(user.all, in: examination)
        countRepeats(user.choices, in: examination)
    }

    private mutating func countDuplicates(_ all: ArraySlice<SampledEvent>, in examination: Examination) {
        var instant = Int64.min
        seen.removeAll(keepingCapacity: true)
        for event in all where event.hasTime {
            if event.time != instant {
                if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
                instant = event.time
            }
            guard !seen.insert(event.content).inserted else { continue }
            duplicates += 1
            if duplicateExamples.count < examination.options.exampleCount { duplicateExamples.append(examination.example(event)) }
        }
    }

    private mutating func countRepeats(_ choices: [SampledEvent], in examination: Examination) {
        self.choices += choices.count
        items.removeAll(keepingCapacity: true)
        for choice in choices { items.append(choice.item) }
        items.sort()
        var start = 0
        for position in items.indices where position + 1 == items.count || items[position + 1] != items[position] {
            let count = position + 1 - start
            start = position + 1
            guard count > 1 else { continue }
            repeated += count - 1
            var allHeldOut = 1.0
            for _ in 1..<min(count, 60) { allHeldOut *= 0.2 }
            remembered += Double(count) * (1 - allHeldOut)
            if repeatExamples.count < examination.options.exampleCount,
                let again = choices.last(where: { $0.item == items[position] })
            {
                repeatExamples.append(examination.example(again, "chosen \(count) times by this user"))
            }
        }
    }

    func findings(in examination: Examination) -> [Finding] {
        [duplicateFinding(examination), repeatFinding(examination)].compactMap { $0 }
    }

    private func duplicateFinding(_ examination: Examination) -> Finding? {
        guard duplicates > 0 else { return nil }
        return Finding(
            .duplicates, duplicates * 1000 >= events ? .warning : .notice,
            "\(Figures.counted(duplicates, "event")) stand\(duplicates == 1 ? "s" : "") there twice, word for word"
                + examination.sampleNote,
            count: duplicates, of: events, "events", examples: duplicateExamples,
            cost: "Counted twice, popularity and the rate of activity are too high; split apart, the answer stands in the training part.",
            unlocks: "Nothing is lost by leaving them out.",
            advice: "Loading leaves them out by itself; look for a double export or a retry without an event id (map `id`).")
    }

    private func repeatFinding(_ examination: Examination) -> Finding? {
        guard choices > 0 else { return nil }
        let share = Double(repeated) / Double(choices)
        let memory = remembered / Double(choices)
        guard share >= 0.1, repeated >= 20 else { return nil }
        return Finding(
            .repeats, memory >= 0.5 ? .warning : .notice,
            "\(Figures.percent(share)) of the choices repeat a user–item pair; \(Figures.percent(memory)) of randomly held-out rows would "
                + "have their pair in the training part" + examination.sampleNote,
            count: repeated, of: choices, "choices", examples: repeatExamples,
            cost: "A plain hold-out will test memory, not discovery: whoever lists what the user had before wins.",
            unlocks: "Discovery and repeat use, each measured for itself.",
            advice: "Hold out whole user–item pairs to measure discovery (seen items removed); measure repeat use apart, "
                + "against the user's own frequencies.",
            figures: ["repeatShare": share, "rememberedShare": memory])
    }
}

extension SampledEvent {
    /// What it says, without the user and the instant.
    fileprivate var content: UInt64 {
        var hash = StableHash(seed: UInt64(kind.rawValue))
        hash.combine(UInt64(UInt32(bitPattern: item)) << 32 | UInt64(rating.bitPattern))
        hash.combine(UInt64(duration.bitPattern) << 32 | UInt64(completion.bitPattern))
        return hash.value
    }
}

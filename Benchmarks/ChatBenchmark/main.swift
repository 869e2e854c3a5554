import Conversation
import ConversationSupport
import Datasets
import Foundation

/// Figures of the conversation: `chat-benchmark dialogues|askers|hostile|latency|faults [count]`, or all of them.
let arguments = Array(CommandLine.arguments.dropFirst())
let count = arguments.count > 1 ? Int(arguments[1]) : nil

func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

func dialogues(_ world: DialogueWorld) async throws {
    let all = try Dialogue.all(URL(fileURLWithPath: "Tests/Golden/Conversations/dialogues.jsonl"))
    for part in ["development", "frozen"] {
        let figures = try await DialogueFigures.measure(all.filter { $0.part == part }, world)
        print("dialogues, \(part): \(figures.right) of \(figures.count) right, \(percent(figures.share))")
        var shapes: [String: Int] = [:]
        for wrong in figures.wrong { shapes[wrong.shape, default: 0] += 1 }
        print("  wrong by shape: " + shapes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        // Of the frozen ones nothing more is said: whoever reads them tunes on them.
        if part == "development" || arguments.contains("--show-frozen") {
            for wrong in figures.wrong { print("  \(wrong.id) \(wrong.faults)") }
        }
    }
}

func askers(_ world: DialogueWorld) async throws {
    // Seeds below 100,000 are for development.
    let figures = try await AskerFigures.measure(count ?? 500, world, firstSeed: arguments.contains("--development") ? 1 : 100_000)
    print(
        "simulated people: \(figures.people), fulfilled \(percent(Double(figures.succeeded) / Double(figures.people))), median turns \(figures.medianTurns), stated constraints met \(percent(figures.constraintShare)) of \(figures.stated), satisfaction \(String(format: "%.3f", figures.satisfaction))"
    )
    if arguments.contains("--development") { for failure in figures.failures.prefix(15) { print("  \(failure)") } }
}

func latency(_ world: DialogueWorld) async throws {
    var (first, whole): ([Double], [Double]) = ([], [])
    let chat = ChatService(world.service)
    let clock = ContinuousClock()
    let all = try Dialogue.all(URL(fileURLWithPath: "Tests/Golden/Conversations/dialogues.jsonl"))
    for dialogue in all.prefix(count ?? 300) {
        var state: ChatState?
        for turn in dialogue.turns {
            let start = clock.now
            var isFirst = true
            for try await event in chat.turn(ChatTurnRequest(turn.say, state: state, at: .init(time: DialogueWorld.today))) {
                if isFirst { first.append((clock.now - start) / .milliseconds(1)) }
                isFirst = false
                if case .done(let reply) = event { state = reply.view.state }
            }
            whole.append((clock.now - start) / .milliseconds(1))
        }
    }
    func row(_ name: String, _ values: [Double]) {
        let sorted = values.sorted()
        func quantile(_ share: Double) -> String {
            String(format: "%.1f", sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))])
        }
        print(
            "\(name): p50 \(quantile(0.5)) ms, p99 \(quantile(0.99)) ms, worst \(String(format: "%.1f", sorted.last ?? 0)) ms, \(sorted.count) turns"
        )
    }
    row("first words", first)
    row("whole reply", whole)
}

/// Says on standard error what to do, and ends.
func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("chat-benchmark: \(reason)\n".utf8))
    exit(2)
}

/// `chat-benchmark redial folder [--validation]`: the files of ReDial, uncompressed; with `--validation` the test turns are not read.
func redial(_ folder: String) async throws {
    let part = arguments.contains("--validation") ? 0 : nil
    let study = try await ReDialStudy(folder, heldOut: part)
    print(
        "ReDial: \(study.events) events of \(part == nil ? "1,000" : "800") validation dialogues; ranked are turns of \(part == nil ? "the test" : "the other 200")"
    )
    func row(_ name: String, _ figures: ReDialStudy.Figures) {
        let recalls = [1, 10, 50].map { "@\($0) \(String(format: "%.4f", figures.recall($0)))" }.joined(separator: ", ")
        print("  \(name): recall \(recalls), \(figures.cases) cases")
    }
    if let part, arguments.contains("--reasons") { for line in try study.reasons(folder, part: part) { print(line) } }
    for reading in ReDialStudy.Reading.allCases { row(reading.rawValue, try await study.measure(folder, reading, part: part)) }
    row("the same, chosen by a scripted model", try await study.measure(folder, .words, part: part, choosing: OverlapModel()))
}

let what = arguments.first ?? "all"
if what == "redial" {
    guard arguments.count > 1 else { fail("name the folder: chat-benchmark redial FOLDER") }
    let files = ["redial_movie_info.json", "redial_valid.jsonl", "redial_test_turns.jsonl"]
    guard let missing = files.first(where: { !FileManager.default.isReadableFile(atPath: arguments[1] + "/" + $0) }) else {
        try await redial(arguments[1])
        exit(0)
    }
    fail("\(arguments[1]) has no \(missing); the files are read uncompressed: gunzip them into a folder first")
}
let world = try DialogueWorld()
if what == "all" || what == "dialogues" { try await dialogues(world) }
if what == "all" || what == "askers" { try await askers(world) }
if what == "all" || what == "latency" { try await latency(world) }
if what == "all" || what == "faults" { try await faults(world, turns: what == "all" ? 12 : count ?? 12) }
if what == "all" || what == "hostile" {
    let figures = try await HostileFigures.measure(turns: count ?? 10_000, world)
    print(
        "hostile: \(figures.turns) turns, \(figures.modelReplies) worded by the model, \(figures.fallbacks) refused; invented titles \(figures.invented.count)"
    )
    for case let text in figures.invented.prefix(10) { print("  \(text)") }
    let injections = try await InjectionFigures.measure()
    print("injections: \(injections.attempts) attempts, escapes \(injections.escapes.count)")
    for case let text in injections.escapes.prefix(10) { print("  \(text)") }
}

import Foundation

/// What the server costs and keeps: `Scripts/bench-serving.sh`, `Scripts/soak.sh`, `Scripts/kill-server.sh`.
///
///     serving-benchmark make-world FOLDER [--titles 20000] [--users 100000] [--seed 1]
///     serving-benchmark pages KIND --address URL --key KEY --world FOLDER --rate 300 [--fill 0] [--offset 0]
///     serving-benchmark events … --rate 5000 --batch 100 --pages 20 --prefix NAME
///     serving-benchmark check-events WORKSPACE --prefix NAME --acknowledged COUNT
///     serving-benchmark effect … --people 500
///     serving-benchmark overload … [--kind home] [--capacity 0]
///     serving-benchmark verify … --requests 10000 [--query explore=false]
///     serving-benchmark kill WORKSPACE --server PATH --cycles 200 [--signal term] [--models a,b] [--life 0.8]
///     serving-benchmark faults WORKSPACE --server PATH --library libFaultInjection.so --calls 20,40,60
///     serving-benchmark soak … --rate 50 --events 100
///
/// The others take --seconds, --warmup, --seed, --pid (of the server) and --json (a file for results).
@main
struct Main {
    static func main() async {
        do { try await run(Arguments(Array(CommandLine.arguments.dropFirst()))) } catch {
            FileHandle.standardError.write(Data("serving-benchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: Arguments) async throws {
        switch arguments.command {
        case "make-world": try makeWorld(arguments)
        case "kill": try await killServer(arguments)
        case "faults": try await failDisk(arguments)
        case "check-events":
            try EventCheck.run(
                workspace: arguments.operand("WORKSPACE"), prefix: arguments.text("prefix") ?? "events",
                acknowledged: arguments.integer("acknowledged", 0))
        default:
            let session = try Session(arguments)
            print(Machine.description)
            defer { fflush(nil) }
            try await load(arguments, session)
            await session.client.shutdown()
        }
    }

    private static func load(_ arguments: Arguments, _ session: Session) async throws {
        switch arguments.command {
        case "pages":
            try await PagesRun(session: session).run(
                arguments.operand("KIND"), rate: arguments.number("rate", 300), fill: arguments.integer("fill", 0),
                offset: arguments.integer("offset", 0))
        case "events":
            let run = EventsRun(
                session: session, rate: try arguments.number("rate", 5000), batch: try arguments.integer("batch", 100),
                pages: try arguments.number("pages", 20))
            try await run.run(prefix: arguments.text("prefix") ?? "events")
        case "verify":
            guard let workspace = arguments.text("workspace") ?? arguments.text("world") else { throw UsageError("--workspace is needed") }
            try await VerifyRun(session: session, workspace: workspace, query: arguments.text("query") ?? "").run(
                requests: arguments.integer("requests", 10_000))
        case "effect": try await EffectRun(session: session).run(people: arguments.integer("people", 500))
        case "overload":
            try await OverloadRun(session: session, kind: arguments.text("kind") ?? "home").run(capacity: arguments.number("capacity", 0))
        case "soak":
            let run = SoakRun(
                session: session, rate: try arguments.number("rate", 50), eventRate: try arguments.number("events", 100),
                fill: try arguments.integer("fill", 0), fillEvents: try arguments.integer("fill-events", 0))
            try await run.run()
        default: throw UsageError("there is no command “\(arguments.command)”")
        }
    }

    private static func killServer(_ arguments: Arguments) async throws {
        let workspace = try arguments.operand("WORKSPACE")
        // On a machine that is busy with other things an answer takes as long as it takes.
        let server = ServerUnderTest(
            executable: arguments.text("server") ?? ".build/release/tastemaker", workspace: workspace,
            arguments: ["--set", "http.drain-seconds=300"])
        var run = KillRun(
            server: server, traffic: try Traffic(world: workspace), cycles: try arguments.integer("cycles", 200),
            seed: UInt64(try arguments.integer("seed", 1)))
        run.models = arguments.text("models")?.split(separator: ",").map(String.init) ?? []
        run.longestLife = try arguments.number("life", 0.8)
        if arguments.text("signal") == "term" { run.signal = SIGTERM }
        print(Machine.description)
        let summary = try await run.run()
        print(summary.lines.joined(separator: "\n"))
        guard summary.holds else { throw UsageError("the server did not keep what it promised") }
    }

    private static func failDisk(_ arguments: Arguments) async throws {
        let workspace = try arguments.operand("WORKSPACE")
        let run = FaultRun(
            server: ServerUnderTest(executable: arguments.text("server") ?? ".build/release/tastemaker", workspace: workspace),
            traffic: try Traffic(world: workspace), library: arguments.text("library") ?? ".build/release/libFaultInjection.so",
            seed: UInt64(try arguments.integer("seed", 1)))
        let calls = (arguments.text("calls") ?? "20,40,60,80,120,160").split(separator: ",").compactMap { Int($0) }
        try await run.run(calls: calls)
    }

    private static func makeWorld(_ arguments: Arguments) throws {
        var plan = WorldPlan()
        plan.titles = try arguments.integer("titles", plan.titles)
        plan.users = try arguments.integer("users", plan.users)
        plan.eager = try arguments.integer("eager", max(1, plan.users / 20))
        plan.seed = UInt64(try arguments.integer("seed", 1))
        var maker = WorldMaker(folder: try arguments.operand("FOLDER"), plan: plan)
        maker.epochs = try arguments.integer("epochs", maker.epochs)
        maker.trainingStride = try arguments.integer("stride", maker.trainingStride)
        maker.models = try arguments.integer("models", 1)
        try maker.run()
    }
}

struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A command, an operand and options with values.
struct Arguments {
    let command: String
    private var operands: [String] = []
    private var options: [String: String] = [:]

    init(_ words: [String]) throws {
        guard let first = words.first else { throw UsageError("name a command") }
        command = first
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                operands.append(word)
                continue
            }
            guard let value = rest.popFirst() else { throw UsageError("\(word) needs a value") }
            options[String(word.dropFirst(2))] = value
        }
    }

    func operand(_ name: String) throws -> String {
        guard let first = operands.first else { throw UsageError("name \(name)") }
        return first
    }
    func text(_ name: String) -> String? { options[name] }
    func integer(_ name: String, _ standard: Int) throws -> Int {
        guard let text = options[name] else { return standard }
        guard let value = Int(text) else { throw UsageError("--\(name) is not a number: \(text)") }
        return value
    }
    func number(_ name: String, _ standard: Double) throws -> Double {
        guard let text = options[name] else { return standard }
        guard let value = Double(text), value.isFinite else { throw UsageError("--\(name) is not a number: \(text)") }
        return value
    }
}

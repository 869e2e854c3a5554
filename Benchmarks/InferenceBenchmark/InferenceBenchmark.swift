import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors

/// What a request costs when a user's state is at hand, when it has to be extended, and when it has to be built: `make bench-inference`.
///
///     inference-benchmark [FILE.json]
///     inference-benchmark windows BUNDLE FOLDER   what hopping windows cost in quality on MovieLens-1M
///     inference-benchmark why [FILE.json]   what a reason costs
///     inference-benchmark steady COUNT      appends and answers only, for profilers and for counting allocations
///
/// One thread. States of 256 users take turns, so that keys and values come from memory and not from the caches.
@main
struct InferenceBenchmark {
    static func main() throws {
        if CommandLine.arguments.count > 3, CommandLine.arguments[1] == "windows" {
            return try WindowStudy(bundle: CommandLine.arguments[2], data: CommandLine.arguments[3]).run()
        }
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.prefix { $0 != " " } ?? "unknown"
        print("kernels \(KernelLevel.active.rawValue) (\(CPUFeatures.description)), load \(load), one thread")
        let shapes = [
            BenchmarkShape(name: "D 128 L 4, T 200, 20,000 items"),
            BenchmarkShape(name: "D 128 L 4, T 200, ML-1M's 3,706 items", items: 3706),
            BenchmarkShape(name: "D 64 L 2, T 200, ML-1M's 3,706 items", width: 64, layers: 2, heads: 2, items: 3706),
            BenchmarkShape(
                name: "D 128 L 4, at most 200 tokens, window hops by 50, 3,706 items", maximumLength: 200, tokens: 210, spareTokens: 40,
                items: 3706, window: .anchored(hop: 50)),
        ]
        if CommandLine.arguments.count > 1, CommandLine.arguments[1] == "why" {
            var times = try WhyTimes(shapes[0])
            try times.all()
            return try write(times.figures.merging(["kernels": KernelLevel.active.rawValue]) { own, _ in own }, argument: 2)
        }
        if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "steady" {
            var run = try ShapeRun(shapes[1])
            return try run.steady(Int(CommandLine.arguments[2]) ?? 1000)
        }
        var report: [String: Any] = ["kernels": KernelLevel.active.rawValue, "load": String(load)]
        for shape in shapes {
            var run = try ShapeRun(shape)
            try run.all()
            report[shape.name] = run.figures
        }
        try write(report, argument: 1)
    }

    private static func write(_ report: [String: Any], argument: Int) throws {
        guard CommandLine.arguments.count > argument else { return }
        let data = try JSONSerialization.data(withJSONObject: report, options: [.prettyPrinted, .sortedKeys])
        try data.write(to: URL(fileURLWithPath: CommandLine.arguments[argument]))
    }
}

/// All measurements of one shape.
private struct ShapeRun {
    private let world: BenchmarkWorld
    private let server: StateServer
    private var lists = RankedLists()
    private var known: [Int]
    private(set) var figures: [String: Any] = [:]

    init(_ shape: BenchmarkShape) throws {
        world = BenchmarkWorld(shape)
        server = try StateServer(
            world.scorer, options: StateOptions(bytes: 4 << 30, hotShare: 0.9, tokenShare: 0.05, window: shape.window),
            clock: monotonicSeconds)
        known = [Int](repeating: shape.tokens, count: shape.users)
    }

    /// One user, so that the number of events, and with it the window, stays what it is: an event is taken back and comes again.
    mutating func steady(_ count: Int) throws {
        let user = 0
        let rows = world.page(after: known[user] + 2, user, rows: 1, count: 10)
        let question = world.question(user, events: known[user], rows)
        try server.answer(question, into: &lists)
        for round in 0..<count {
            // Merges into the last token: the row is replaced.
            var event = world.histories[user][known[user] - 1]
            event.duration = Float(round % 100)
            try server.note(event, at: known[user] + round, userKey: UInt64(user))
            try server.answer(question, into: &lists)
        }
        print("\(count) rounds: \(server.statistics)")
    }

    mutating func all() throws {
        print("\n\(world.shape.name)")
        for user in 0..<world.shape.users { try server.answer(world.question(user, events: known[user], []), into: &lists) }
        memory()
        try appendAndAnswer()
        try hits()
        try pages()
        try rebuilds()
        try batches()
        try wholeHistories()
    }

    private mutating func memory() {
        let hot = server.statistics.hotBytes / server.statistics.hotUsers
        let layerBytes = (hot - 8000) / world.shape.layers
        print("  hot \(hot) bytes a user, \((1 << 30) / hot) users a GiB; of it about \(layerBytes) a layer")
        figures["hotBytes"] = hot
        // The same users with room for nothing but the last layer, and for nothing but tokens.
        for (name, options) in [
            ("warm", StateOptions(bytes: 4 << 30, hotShare: 0, tokenShare: 0.1, window: world.shape.window)),
            ("tokens", StateOptions(bytes: 4 << 30, hotShare: 0, tokenShare: 1, window: world.shape.window)),
        ] {
            guard let other = try? StateServer(world.scorer, options: options, clock: monotonicSeconds) else { continue }
            for user in 0..<16 { try? other.answer(world.question(user, events: known[user], []), into: &lists) }
            let statistics = other.statistics
            let bytes = (statistics.warmBytes + statistics.tokenBytes) / max(1, statistics.warmUsers + statistics.tokenUsers)
            print("  \(name) \(bytes) bytes a user, \((1 << 30) / max(1, bytes)) users a GiB")
            figures["\(name)Bytes"] = bytes
        }
    }

    private mutating func record(_ name: String, _ timings: Timings, perCall: Int = 1) {
        func micro(_ seconds: Double) -> Double { (seconds * 1e7).rounded() / 10 }
        let (p50, p90, p99) = (micro(timings.quantile(0.5)), micro(timings.quantile(0.9)), micro(timings.quantile(0.99)))
        let rate = Int(Double(perCall) / timings.mean)
        print("  \(name): p50 \(p50) µs, p90 \(p90), p99 \(p99), mean \(micro(timings.mean)); \(rate) a core and second")
        figures[name] = ["p50": p50, "p90": p90, "p99": p99, "mean": micro(timings.mean), "perSecond": rate, "calls": timings.count]
    }

    /// An event arrives, the next request knows it.
    private mutating func appendAndAnswer() throws {
        var (whole, vectors) = (Timings(), Timings())
        for round in 0..<16 {
            for user in 0..<world.shape.users {
                let event = world.histories[user][known[user]]
                known[user] += 1
                let question = world.question(user, events: known[user], world.page(after: known[user], user, rows: 1, count: 10))
                if round % 2 == 0 {
                    try whole.measure {
                        try server.note(event, at: known[user] - 1, userKey: UInt64(user))
                        try server.answer(question, into: &lists)
                    }
                } else {
                    try vectors.measure {
                        try server.note(event, at: known[user] - 1, userKey: UInt64(user))
                        _ = try server.userVectors(question)
                    }
                }
            }
        }
        record("append and answer, best 10", whole)
        record("append and user vector", vectors)
    }

    private mutating func hits() throws {
        var (whole, vectors) = (Timings(), Timings())
        for _ in 0..<4 {
            for user in 0..<world.shape.users {
                let question = world.question(user, events: known[user], world.page(after: known[user], user, rows: 1, count: 10))
                try whole.measure { try server.answer(question, into: &lists) }
            }
            for user in 0..<world.shape.users {
                let question = world.question(user, events: known[user], world.page(after: known[user], user, rows: 1, count: 10))
                _ = try vectors.measure { try server.userVectors(question) }
            }
        }
        record("answer, nothing new, best 10", whole)
        record("user vector, nothing new", vectors)
    }

    private mutating func pages() throws {
        var (whole, vectors) = (Timings(), Timings())
        for _ in 0..<3 {
            for user in 0..<world.shape.users {
                let question = world.question(user, events: known[user], world.page(after: known[user], user))
                _ = try vectors.measure { try server.userVectors(question) }
            }
            for user in 0..<world.shape.users {
                let question = world.question(user, events: known[user], world.page(after: known[user], user))
                try whole.measure { try server.answer(question, into: &lists) }
            }
        }
        record("twenty rows, user vectors", vectors, perCall: 20)
        record("twenty rows, best 40 each", whole, perCall: 20)
    }

    private mutating func rebuilds() throws {
        var (one, many) = (Timings(), Timings())
        for user in 0..<world.shape.users {
            server.invalidate(userKey: UInt64(user))
            try one.measure { try server.answer(world.question(user, events: known[user], []), into: &lists) }
        }
        for first in stride(from: 0, to: world.shape.users, by: 32) {
            let questions = (first..<first + 32).map { world.question($0, events: known[$0], []) }
            for question in questions { server.invalidate(userKey: question.userKey) }
            many.measure { _ = server.answer(questions) }
        }
        record("cold rebuild from the history", one)
        record("cold rebuild of 32 users together", many, perCall: 32)
    }

    private mutating func batches() throws {
        var together = Timings()
        for _ in 0..<4 {
            for first in stride(from: 0, to: world.shape.users, by: 32) {
                var questions: [StateQuestion] = []
                for user in first..<first + 32 {
                    known[user] += 1
                    questions.append(world.question(user, events: known[user], world.page(after: known[user], user, rows: 1, count: 10)))
                }
                try together.measure {
                    for user in first..<first + 32 {
                        try server.note(world.histories[user][known[user] - 1], at: known[user] - 1, userKey: UInt64(user))
                    }
                    _ = server.answer(questions)
                }
            }
        }
        record("append and answer of 32 users together", together, perCall: 32)
    }

    /// What it cost before: the scorer reads the whole history.
    private mutating func wholeHistories() throws {
        var timings = Timings()
        var scores = [Float](repeating: 0, count: world.shape.items)
        for user in 0..<min(64, world.shape.users) {
            let query = ScoringQuery(
                userKey: UInt64(user), interactions: world.histories[user], historyCount: known[user],
                request: world.request(after: known[user], user))
            try timings.measure { try scores.withUnsafeMutableBufferPointer { try world.scorer.score([query], into: $0) } }
        }
        record("without states: the scorer reads the history", timings)
    }
}

import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors

/// How fast the real trainer trains, and against which ceilings: `make bench`.
///
///     training-benchmark train [OPTIONS]            real targets per second, one line of JSON
///     training-benchmark ceilings                   matrix products and memory of this machine
///     training-benchmark corpus FILE [--users N]    made-up histories in a file, for `train --corpus FILE`
///     training-benchmark lengths NAME               the lengths of the histories, for a peer to train on the same
///     training-benchmark export FOLDER [OPTIONS]    weights, one batch and its loss, for a peer to compare with
///     training-benchmark quality FILE [OPTIONS]     validation and test figures against seconds of training
///
/// Options are `--name value`; `TrainingShape` and `QualityRun` list them. `TASTEMAKER_KERNELS` chooses the kernels.
@main
struct TrainingBenchmark {
    static func main() throws {
        var arguments = BenchmarkArguments(CommandLine.arguments.dropFirst())
        try KernelLevel.select()
        switch arguments.command {
        case "train": try TrainingRun(try TrainingShape(&arguments)).measure()
        case "corpus": try writeCorpus(&arguments)
        case "ceilings": print(json: Ceilings.measure(seconds: try arguments.number("seconds", 0.2)))
        case "lengths":
            let lengths = try HistoryLengths.named(arguments.operand ?? "ml-1m")
            print("[" + lengths.values.map(String.init).joined(separator: ",") + "]")
        case "export": try PeerExport(folder: arguments.operand ?? ".", shape: try TrainingShape(&arguments)).write()
        case "quality": try QualityRun(&arguments).measure()
        default:
            print("training-benchmark train | ceilings | corpus FILE | lengths NAME | export FOLDER | quality FILE")
            exit(64)
        }
    }

    /// One user at a time, so that the file may be larger than memory.
    private static func writeCorpus(_ arguments: inout BenchmarkArguments) throws {
        let shape = try TrainingShape(&arguments)
        let lengths = try HistoryLengths.named(shape.lengths)
        let started = seconds()
        var writer = try CorpusWriter(path: arguments.operand ?? "corpus", itemCount: shape.items)
        let users = try arguments.number("users", 100_000)
        try MadeUpHistories.forEach(lengths: lengths.values, users: users, items: shape.items, seed: shape.seed) { try writer.append($0) }
        try writer.finish()
        let corpus = try MappedCorpus(path: arguments.operand ?? "corpus")
        print(
            json: [
                "users": Double(corpus.userCount), "events": Double(corpus.eventCount), "seconds": seconds() - started,
                "megabytes": Double(corpus.byteCount) / 1e6, "anonymousMegabytes": Double(ResidentMemory.anonymousBytes() >> 20),
            ])
    }

    static func print(_ text: String) { Swift.print(text) }

    static func print(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return }
        Swift.print(String(decoding: data, as: UTF8.self))
    }

    /// Seconds of a clock that never goes back.
    @Sendable static func seconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }
}

/// A command, an operand and options of the form `--name value`.
struct BenchmarkArguments {
    let command: String
    let operand: String?
    private var options: [String: String] = [:]

    struct Problem: Error, CustomStringConvertible { var description: String }

    init(_ words: some Collection<String>) {
        var plain: [String] = []
        var name: String?
        for word in words {
            if let option = name {
                options[option] = word
                name = nil
            } else if word.hasPrefix("--") {
                name = String(word.dropFirst(2))
            } else {
                plain.append(word)
            }
        }
        command = plain.first ?? ""
        operand = plain.dropFirst().first
    }

    func text(_ name: String) -> String? { options[name] }

    func number<Number: LosslessStringConvertible>(_ name: String, _ standard: Number) throws -> Number {
        guard let text = options[name] else { return standard }
        guard let value = Number(text) else { throw Problem(description: "--\(name) is \(text); a number is needed") }
        return value
    }
}

/// What a figure depends on beside the program.
struct Machine: Encodable {
    let features = CPUFeatures.description
    let kernels = KernelLevel.active.rawValue
    let processors = ProcessInfo.processInfo.activeProcessorCount
    /// Of the last minute, before the measurement.
    let load: Double = {
        var averages = [Double](repeating: 0, count: 3)
        return getloadavg(&averages, 3) > 0 ? averages[0] : -1
    }()
}

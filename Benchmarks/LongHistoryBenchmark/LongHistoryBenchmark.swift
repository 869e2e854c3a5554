import Foundation
import Recommenders
import Tensors

/// What long histories cost, and whether they are read: `make bench-long`.
///
///     long-history-benchmark cost [LENGTH …]     time of a token in training and in serving, by length of history
///     long-history-benchmark memory [LENGTH]     largest resident memory of training on one history
///     long-history-benchmark append [LENGTH]     one more token and one request behind a history, from cached state
///     long-history-benchmark planted [DISTANCE]  a choice told only by events so far back: sparse against truncated
///
/// Settings as name=value: window, block, summaries, width, layers, heads, feed, workers, mixer, inputs, repeats. One line of JSON for each
/// figure.
@main
struct LongHistoryBenchmark {
    static func main() throws {
        let options = try Options(CommandLine.arguments.dropFirst())
        try KernelLevel.select()
        switch options.task {
        case "cost": for length in options.lengths ?? [512, 2048, 8192, 16_384] { try CostOfLength(length, options).run() }
        case "memory": try MemoryOfTraining((options.lengths ?? [16_384])[0], options).run()
        case "append": for length in options.lengths ?? [512, 16_384] { try CostOfAppending(length, options).run() }
        case "planted": try PlantedDependency((options.lengths ?? [5000])[0], options).run()
        default: throw Options.Problem("unknown task \(options.task): cost, memory, append or planted")
        }
    }
}

struct Options {
    struct Problem: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    var task = "cost"
    var lengths: [Int]?
    private var settings: [String: String] = [:]
    private static let names = [
        "window", "block", "summaries", "width", "layers", "heads", "feed", "workers", "mixer", "inputs", "repeats", "learners", "epochs",
    ]

    init(_ arguments: some Collection<String>) throws {
        for (position, argument) in arguments.enumerated() {
            if let length = Int(argument) {
                lengths = (lengths ?? []) + [length]
            } else if let equals = argument.firstIndex(of: "=") {
                let name = String(argument[..<equals])
                guard Self.names.contains(name) else { throw Problem("unknown setting \(name); there are \(Self.names)") }
                settings[name] = String(argument[argument.index(after: equals)...])
            } else if position == 0 {
                task = argument
            } else {
                throw Problem("what is \(argument)?")
            }
        }
    }

    func number(_ name: String, _ standard: Int) -> Int { settings[name].flatMap { Int($0) } ?? standard }

    func configuration(longest: Int) -> FoundationModelConfiguration {
        let standard = FoundationModelConfiguration()
        let width = number("width", 128)
        return FoundationModelConfiguration(
            inputs: settings["inputs"].flatMap { ModelInputs(rawValue: $0) } ?? .ids,
            mixer: settings["mixer"].flatMap { MixerKind(rawValue: $0) } ?? .sparse, embeddingDimension: width,
            layerCount: number("layers", 4), headCount: number("heads", 4), feedForwardDimension: number("feed", 3 * width),
            maximumSequenceLength: longest, attentionWindow: number("window", standard.attentionWindow),
            summaryBlock: number("block", standard.summaryBlock), summaryCount: number("summaries", standard.summaryCount))
    }
}

/// Prints one figure as a line of JSON, with what it was measured on.
func report(_ task: String, _ configuration: FoundationModelConfiguration, _ values: KeyValuePairs<String, Double>) {
    let numbers = values.map { "\"\($0)\": \(String(format: "%.4g", $1))" }.joined(separator: ", ")
    let shape =
        "\"mixer\": \"\(configuration.mixer.rawValue)\", \"inputs\": \"\(configuration.inputs)\", \"D\": \(configuration.embeddingDimension), "
        + "\"L\": \(configuration.layerCount), \"window\": \(configuration.attentionWindow), \"block\": \(configuration.summaryBlock), "
        + "\"summaries\": \(configuration.summaryCount)"
    print("{\"task\": \"\(task)\", \(numbers), \(shape), \"kernels\": \"\(KernelLevel.active.rawValue)\", \"load\": \(load)}")
}

private var load: String {
    (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(String.init) ?? "0"
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let started = ContinuousClock.now
    try body()
    return (ContinuousClock.now - started) / .seconds(1)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Largest resident memory of this process so far, in bytes.
var residentPeak: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) * 1024
}

import Foundation
import Language
import Tensors

/// Encodes texts when told to, so that another program can time it in turn with others.
///
///     encoder-benchmark FOLDER TEXTS.json VECTORS.f32 [float32|bfloat16] [workers]
///
/// Reads a JSON list of texts, writes their vectors once as raw float32, then answers each line of standard input with the seconds of
/// one more pass over all texts, pieces included.
@main
struct EncoderBenchmark {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 4 else {
            let usage = "usage: encoder-benchmark FOLDER TEXTS.json VECTORS.f32 [float32|bfloat16] [workers]\n"
            FileHandle.standardError.write(Data(usage.utf8))
            exit(2)
        }
        try KernelLevel.select()
        let precision = words.count > 4 ? EncoderPrecision(rawValue: words[4]) ?? .bfloat16 : .bfloat16
        let workers = words.count > 5 ? Int(words[5]) ?? 2 : 2
        let texts = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: words[2])))
        let encoder = try SentenceEncoder(folder: words[1], precision: precision)
        let vectors = encoder.encode(texts, workers: workers)
        try vectors.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: words[3]))
        let pieces = texts.reduce(0) { $0 + encoder.tokenizer.pieces($1).count }
        say("ready \(KernelLevel.active.rawValue) \(precision.rawValue) \(workers) \(pieces) \(encoder.identity.digest)")
        while readLine() != nil {
            let start = ContinuousClock.now
            let again = encoder.encode(texts, workers: workers)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            guard again == vectors else { fatalError("the same texts gave other vectors") }
            say("\(seconds)")
        }
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}

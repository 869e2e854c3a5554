import Evaluation
import Foundation
import Retrieval
import Tensors

/// How fast the best of many vectors are found: `make bench-retrieval`.
///
///     retrieval-benchmark generate FILE ROWS WIDTH [SEED [CLUSTERS]]
///     retrieval-benchmark scan FILE ROWS WIDTH [ANSWERS]          every precision, batch, filter and number of threads
///     retrieval-benchmark quality WORKSPACE [MODEL]               what eight bits keep of a trained model's NDCG@10
///
/// `generate` writes FILE (float32 rows), FILE.queries (`ScanQuestions.count` rows) and FILE.filter (one bit a row, a tenth of them set).
/// `scan` prints one line of JSON for each measurement.
@main
struct RetrievalBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        try KernelLevel.select()
        switch (arguments.dropFirst().first ?? "", arguments.count) {
        case ("generate", 5...):
            let (seed, clusters) = (arguments.count > 5 ? UInt64(arguments[5]) : 1, arguments.count > 6 ? Int(arguments[6]) : 2000)
            try ScanQuestions.generate(
                path: arguments[2], rows: Int(arguments[3]) ?? 0, width: Int(arguments[4]) ?? 0, seed: seed ?? 1, clusters: clusters ?? 2000
            )
        case ("scan", 5...):
            let questions = try ScanQuestions(path: arguments[2], rows: Int(arguments[3]) ?? 0, width: Int(arguments[4]) ?? 0)
            try ScanMeasurement(questions: questions, answers: arguments.count > 5 ? arguments[5] : nil).run()
        case ("quality", 3...): try QualityMeasurement(workspace: arguments[2], model: arguments.count > 3 ? arguments[3] : nil).run()
        default:
            print(
                "retrieval-benchmark generate FILE ROWS WIDTH [SEED [CLUSTERS]] | scan FILE ROWS WIDTH [ANSWERS] | quality WORKSPACE [MODEL]"
            )
            exit(64)
        }
    }
}

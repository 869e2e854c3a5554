import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors

/// How training and answering grow with the catalogue: `make bench-catalogue`.
///
///     catalogue-benchmark ITEMS [WIDTH LAYERS NEGATIVES]
///
/// NEGATIVES as in `TrainingConfiguration.negativeCount`; none = automatic. One epoch of made-up choices; prints one line of JSON: median
/// seconds of a training step, milliseconds of an answer and of its parts, bytes.
@main
struct CatalogueBenchmark {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard let items = numbers.first else {
            print("catalogue-benchmark ITEMS [WIDTH LAYERS NEGATIVES]")
            exit(64)
        }
        func number(_ place: Int, _ standard: Int) -> Int { numbers.count > place ? numbers[place] : standard }
        try KernelLevel.select()
        let world = CatalogueWorld(items: items, width: number(1, 128), layers: number(2, 4))
        var line: [String: Any] = ["items": items, "features": CPUFeatures.description, "level": KernelLevel.active.rawValue]
        line["load"] = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(String.init)
        let (model, steps) = try world.train(negatives: numbers.count > 3 ? numbers[3] : nil)
        line.merge(steps) { $1 }
        line["trainingPeakMegabytes"] = PeakMemory.bytes() >> 20
        line.merge(try AnswerMeasurement(model: model, dataset: world.dataset).run()) { $1 }
        print(String(decoding: try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys]), as: UTF8.self))
    }
}

import Artwork
import Datasets
import Evaluation
import Foundation

/// What choosing creatives by person is worth, and how far estimates from logs can be trusted: `make bench-artwork`.
///
///     artwork-benchmark study RESULT.json PLOT.svg [WORLDS]    strategies in simulated worlds, with the regret curve
///     artwork-benchmark plot RESULT.json PLOT.svg              the curves again, of a study that was made
///     artwork-benchmark openbandit RESULT.json FOLDER          estimates from real logs beside what the other log shows
///     artwork-benchmark coverage RESULT.json [LOGS]            how often intervals hold the truth
///     artwork-benchmark speed RESULT.json                      what a choice and a batch of learning cost
///     artwork-benchmark develop [WORLDS [NAMES]]               settings of the bandit in worlds that no reported figure uses
///
/// Each part writes its key of RESULT.json and leaves the others.
@main
struct ArtworkBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first ?? "", arguments.count) {
        case ("study", 4...):
            let worlds = arguments.count > 4 ? Int(arguments[4]) ?? 12 : 12
            var studies: [StudyRun] = []
            for regime in Regime.all {
                let study = try StudyRun(regime, worlds: regime.worlds(of: worlds))
                study.show()
                studies.append(study)
                // What is done is kept, whatever becomes of the rest.
                try ResultFile(arguments[2]).write(studies, key: "simulator")
            }
            try plot(studies, arguments[3])
        case ("plot", 4...): try plot(ResultFile(arguments[2]).read([StudyRun].self, key: "simulator"), arguments[3])
        case ("develop", 2...): try Development.run(worlds: arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1, Array(arguments.dropFirst(3)))
        case ("openbandit", 4...): try ResultFile(arguments[2]).write(OpenBanditRun.run(folder: arguments[3]), key: "openbandit")
        case ("coverage", 3...):
            let logs = arguments.count > 3 ? Int(arguments[3]) ?? 200 : 200
            try ResultFile(arguments[2]).write(CoverageStudy(logs: logs).run(), key: "coverage")
        case ("speed", 3...): try ResultFile(arguments[2]).write(ChoiceSpeed(), key: "speed")
        default:
            print(
                "artwork-benchmark study RESULT PLOT [WORLDS] | plot RESULT PLOT | openbandit RESULT FOLDER | coverage RESULT [LOGS] | speed RESULT"
            )
            exit(64)
        }
    }

    /// The first regime under the name that was given, the others with theirs behind it.
    private static func plot(_ studies: [StudyRun], _ path: String) throws {
        for (number, study) in studies.enumerated() {
            let path = number == 0 ? path : path.replacingOccurrences(of: ".svg", with: "-\(study.regime.name).svg")
            let plot = RegretPlot(summaries: study.summaries, title: study.title, caption: study.caption)
            try Data(plot.svg().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        }
    }
}

/// A JSON object on disk whose keys are written one at a time.
struct ResultFile {
    let url: URL
    init(_ path: String) { url = URL(fileURLWithPath: path) }

    func read<Value: Decodable>(_ type: Value.Type, key: String) throws -> Value {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
        return try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: object[key] ?? []))
    }

    func write(_ value: some Encodable, key: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        var object = (try? JSONSerialization.jsonObject(with: Data(contentsOf: url))) as? [String: Any] ?? [:]
        object[key] = try JSONSerialization.jsonObject(with: encoder.encode(value))
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        try (data + Data("\n".utf8)).write(to: url, options: .atomic)
    }
}

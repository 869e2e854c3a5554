import Datasets
import Foundation

/// Everything that decides a training run beside the data: a file in `Configurations/`.
///
/// A file names only what differs from the defaults; a name that does not exist is refused, so that a misspelt
/// setting cannot be ignored in silence.
public struct RunConfiguration: Sendable, Codable, Hashable {
    public var name: String
    /// What the run is for, and where its numbers come from.
    public var note: String
    /// Which split it is trained for: models and baselines learn from its training part. Its resolution is what
    /// models may know of the time.
    public var split: SplitConfiguration
    public var preprocessing: Preprocessing
    /// Plot words per item that become the facet `keyword`; 0 = none.
    public var keywordsPerItem: Int
    public var model: FoundationModelConfiguration
    public var training: TrainingConfiguration
    public var tokenizer: TokenizerConfiguration
    /// How a stream is answered, under the protocol `prequential`.
    public var live: LiveConfiguration
    /// Parameters of the baselines that were tuned on this run's validation cases, by the name of the baseline.
    public var baselines: [String: BaselineParameters]

    public init(
        name: String = "default", note: String = "", split: SplitConfiguration = SplitConfiguration(.leaveOneOut),
        preprocessing: Preprocessing = Preprocessing(), keywordsPerItem: Int = 12,
        model: FoundationModelConfiguration = .init(), training: TrainingConfiguration = .init(),
        tokenizer: TokenizerConfiguration = .init(), live: LiveConfiguration = .init(), baselines: [String: BaselineParameters] = [:]
    ) {
        self.name = name
        self.note = note
        self.split = split
        self.preprocessing = preprocessing
        self.keywordsPerItem = keywordsPerItem
        self.model = model
        self.training = training
        self.tokenizer = tokenizer
        self.live = live
        self.baselines = baselines
    }

    /// Reads a run file over the defaults.
    ///
    /// - Throws: `RunConfigurationError` naming the setting.
    public init(file data: Data) throws {
        let given: Any
        do { given = try JSONSerialization.jsonObject(with: data) } catch {
            throw RunConfigurationError.notJSON("\(error)")
        }
        let encoded = try JSONEncoder().encode(ExplicitRunConfiguration())
        let defaults = try JSONSerialization.jsonObject(with: encoded)
        let merged = try Self.overlay(given, on: defaults, path: "")
        do {
            self = try JSONDecoder().decode(RunConfiguration.self, from: JSONSerialization.data(withJSONObject: merged))
        } catch let error as DecodingError {
            throw RunConfigurationError.badValue("\(error)")
        }
        try model.validate()
    }

    /// Settings that are nil by default and so do not appear in the encoded defaults.
    private static let optional: Set<String> = [
        "model.idDropoutRate", "model.textEncoder", "training.budgetSeconds", "training.memoryMegabytes", "training.negativeCount",
        "model.intentHeads", "training.intentWeight",
    ]

    private static func overlay(_ given: Any, on defaults: Any, path: String) throws -> Any {
        guard path != "baselines", let given = given as? [String: Any], let known = defaults as? [String: Any] else { return given }
        var merged = known
        for (key, value) in given {
            let place = path.isEmpty ? key : "\(path).\(key)"
            guard let standard = known[key] else {
                guard optional.contains(place) else {
                    throw RunConfigurationError.unknownSetting(place, known: known.keys.sorted())
                }
                merged[key] = value
                continue
            }
            merged[key] = try overlay(value, on: standard, path: place)
        }
        return merged
    }
}

/// The defaults as a JSON object.
private struct ExplicitRunConfiguration: Encodable {
    func encode(to encoder: any Encoder) throws { try RunConfiguration().encode(to: encoder) }
}

public enum RunConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    case notJSON(String)
    case unknownSetting(String, known: [String])
    case badValue(String)

    public var description: String {
        switch self {
        case .notJSON(let reason): "the run file is not JSON: \(reason)"
        case .unknownSetting(let name, let known):
            "the run file sets '\(name)', which does not exist; there are \(known.joined(separator: ", "))"
        case .badValue(let reason): "the run file has a value of the wrong kind: \(reason)"
        }
    }
}

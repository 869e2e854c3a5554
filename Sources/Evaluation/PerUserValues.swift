import Datasets
import FoundationEssentials

/// NDCG@k and HR@k of each user, compact enough to lie beside a result file: paired tests need them, tables do not.
///
/// Users are known by their keys, which are hashes; 6,040 of them with two metrics take about 130 kB a model.
public struct PerUserValues: Sendable, Hashable, Codable {
    /// One result's share of the file.
    public struct Entry: Sendable, Hashable, Codable {
        public var dataset: String
        public var protocolName: String
        public var candidateRule: String
        public var model: String
        public var inputs: String
        /// Position in `populations`.
        var population: Int
        /// Little-endian float32 in base64, one a user, by the name of the metric.
        var values: [String: String]

        enum CodingKeys: String, CodingKey {
            case dataset, protocolName = "protocol", candidateRule = "candidate_rule", model, inputs, population, values
        }
    }

    public var format: Int = 1
    public private(set) var entries: [Entry] = []
    /// Keys of users, little-endian 64-bit words in base64; results of one table share one list.
    private(set) var populations: [String] = []

    public init() {}

    public init(_ evaluations: [Evaluation]) { for evaluation in evaluations { append(evaluation) } }

    private mutating func append(_ evaluation: Evaluation) {
        let keys = PerUserValues.encoded(evaluation.userKeys)
        let population = populations.firstIndex(of: keys) ?? populations.count
        if population == populations.count { populations.append(keys) }
        let result = evaluation.result
        let metrics = ["NDCG@\(evaluation.cutoffs[0])", "HR@\(evaluation.cutoffs[0])"]
        let columns = metrics.compactMap { metric in
            evaluation.perUser.column(metric).map { (metric, PerUserValues.encoded($0.map { Float($0).bitPattern })) }
        }
        entries.append(
            Entry(
                dataset: result.dataset, protocolName: result.protocolName, candidateRule: result.candidateRule, model: result.model,
                inputs: result.inputs, population: population, values: Dictionary(uniqueKeysWithValues: columns)))
    }

    /// The values of one result by the key of the user; nil when they are not here or damaged.
    public func values(of result: EvaluationResult, metric: String) -> [UInt64: Double]? {
        let entry = entries.first {
            $0.dataset == result.dataset && $0.protocolName == result.protocolName && $0.candidateRule == result.candidateRule
                && $0.model == result.model && $0.inputs == result.inputs
        }
        guard let entry, populations.indices.contains(entry.population), let text = entry.values[metric],
            let keys: [UInt64] = PerUserValues.decoded(populations[entry.population]), let values: [UInt32] = PerUserValues.decoded(text),
            keys.count == values.count, keys.count == result.users
        else { return nil }
        return Dictionary(zip(keys, values.map { Double(Float(bitPattern: $0)) })) { first, _ in first }
    }

    private static func encoded<Word: FixedWidthInteger>(_ words: [Word]) -> String {
        var data = Data(capacity: words.count * MemoryLayout<Word>.size)
        for word in words { withUnsafeBytes(of: word.littleEndian) { data.append(contentsOf: $0) } }
        return data.base64EncodedString()
    }

    private static func decoded<Word: FixedWidthInteger>(_ text: String) -> [Word]? {
        guard let data = Data(base64Encoded: text), data.count % MemoryLayout<Word>.size == 0 else { return nil }
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count, by: MemoryLayout<Word>.size).map { start in
            (0..<MemoryLayout<Word>.size).reversed().reduce(Word(0)) { $0 << 8 | Word(bytes[start + $1]) }
        }
    }

    /// Written with sorted keys.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    public static func decode(json: String) throws -> PerUserValues { try JSONDecoder().decode(PerUserValues.self, from: Data(json.utf8)) }
}

import FoundationEssentials

/// What a job shall do. Only what is named here can reach the command line of its process, each value checked for itself.
public enum JobRequest: Sendable, Hashable {
    case `import`(Import)
    case train(Train)
    case evaluate(Evaluate)
    case export(Export)
    case batch(Batch)
    case backup(Backup)
    case doctor(Doctor)
    case compare(Compare)
    case tag(TagTitles)

    public var kind: JobKind {
        switch self {
        case .import: .import
        case .train: .train
        case .evaluate: .evaluate
        case .export: .export
        case .batch: .batch
        case .backup: .backup
        case .doctor: .doctor
        case .compare: .compare
        case .tag: .tag
        }
    }

    /// Reads files below one of the import folders.
    public struct Import: Sendable, Hashable, Codable {
        /// Absolute, or relative to the first import folder.
        public var paths: [String]
        /// A format that `tastemaker import` knows; nil with a mapping.
        public var format: String?
        /// A mapping file below an import folder.
        public var mapping: String?
        /// Files with what is known about items.
        public var attributes: [String]?
        public init(paths: [String], format: String? = nil, mapping: String? = nil, attributes: [String]? = nil) {
            (self.paths, self.format, self.mapping, self.attributes) = (paths, format, mapping, attributes)
        }
    }

    /// Trains a model; it serves afterwards only if `promotes` and the gate lets it pass.
    public struct Train: Sendable, Hashable, Codable {
        /// A run file below an import folder; nil lets the run size itself.
        public var configuration: String?
        /// Wall time in seconds; nil takes the run's, or ten minutes.
        public var budgetSeconds: Double?
        /// Nil for the run's name with a number.
        public var name: String?
        public var seed: UInt64?
        /// A model of this workspace to set out from.
        public var startFrom: String?
        public var memoryLimitBytes: Int?
        /// Whether the new model is put before the gate when it is done.
        public var promotes: Bool?
        public init(
            configuration: String? = nil, budgetSeconds: Double? = nil, name: String? = nil, seed: UInt64? = nil, startFrom: String? = nil,
            memoryLimitBytes: Int? = nil, promotes: Bool? = nil
        ) {
            (self.configuration, self.budgetSeconds, self.name) = (configuration, budgetSeconds, name)
            (self.seed, self.startFrom, self.memoryLimitBytes, self.promotes) = (seed, startFrom, memoryLimitBytes, promotes)
        }
    }

    /// Judges models and baselines on the same cases.
    public struct Evaluate: Sendable, Hashable, Codable {
        /// Nil for the protocol that runs have by default.
        public var `protocol`: String?
        /// Nil for the one that serves.
        public var models: [String]?
        public var baselines: [String]?
        /// Whether the validation part is asked; the test part is for reports.
        public var validation: Bool?
        public init(protocol: String? = nil, models: [String]? = nil, baselines: [String]? = nil, validation: Bool? = nil) {
            (self.protocol, self.models, self.baselines, self.validation) = (`protocol`, models, baselines, validation)
        }
    }

    /// Writes everything, or one user's, into a new folder below an export folder.
    public struct Export: Sendable, Hashable, Codable {
        public var to: String
        public var isCompressed: Bool?
        public init(to: String, isCompressed: Bool? = nil) { (self.to, self.isCompressed) = (to, isCompressed) }
    }

    /// Lists for many people into a new file of JSON lines below an export folder.
    public struct Batch: Sendable, Hashable, Codable {
        public var to: String
        /// A file below an import folder with one user id a line; nil for everybody.
        public var users: String?
        /// Length of each list.
        public var count: Int?
        /// RFC 3339; nil for the moment at which the job begins.
        public var at: String?
        public init(to: String, users: String? = nil, count: Int? = nil, at: String? = nil) {
            (self.to, self.users, self.count, self.at) = (to, users, count, at)
        }
    }

    /// Copies the workspace into a new folder below an export folder.
    public struct Backup: Sendable, Hashable, Codable {
        public var to: String
        public init(to: String) { self.to = to }
    }

    /// Looks at machine, files and data.
    public struct Doctor: Sendable, Hashable, Codable {
        /// Whether the learning curve is drawn, which costs most of the time.
        public var curve: Bool?
        public init(curve: Bool? = nil) { self.curve = curve }
    }

    /// Two models on the same validation cases; the first is the candidate.
    public struct Compare: Sendable, Hashable, Codable {
        public var model: String
        /// Nil for the one that serves.
        public var against: String?
        /// Whether the candidate serves afterwards if the gate lets it pass.
        public var promotes: Bool?
        public init(model: String, against: String? = nil, promotes: Bool? = nil) {
            (self.model, self.against, self.promotes) = (model, against, promotes)
        }
    }
}

extension JobRequest {
    /// Tags titles; models read the tags at their next training.
    public struct TagTitles: Sendable, Hashable, Codable {
        /// Whether titles that were tagged before stay as they are.
        public var onlyUntagged: Bool?
        /// Whether the serving model says which titles the same people watch; it does where nothing is said.
        public var readsBehaviour: Bool?
        public init(onlyUntagged: Bool? = nil, readsBehaviour: Bool? = nil) {
            (self.onlyUntagged, self.readsBehaviour) = (onlyUntagged, readsBehaviour)
        }
    }
}

// MARK: JSON

/// `{"kind": "train", "budget_seconds": 600}`: the fields of the kind beside it; others are refused.
extension JobRequest: Codable {
    private struct Kind: Codable { var kind: JobKind }

    public init(from decoder: any Decoder) throws {
        switch try Kind(from: decoder).kind {
        case .import: self = .import(try Import(from: decoder))
        case .train: self = .train(try Train(from: decoder))
        case .evaluate: self = .evaluate(try Evaluate(from: decoder))
        case .export: self = .export(try Export(from: decoder))
        case .batch: self = .batch(try Batch(from: decoder))
        case .backup: self = .backup(try Backup(from: decoder))
        case .doctor: self = .doctor(try Doctor(from: decoder))
        case .compare: self = .compare(try Compare(from: decoder))
        case .tag: self = .tag(try TagTitles(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        try Kind(kind: kind).encode(to: encoder)
        switch self {
        case .import(let value): try value.encode(to: encoder)
        case .train(let value): try value.encode(to: encoder)
        case .evaluate(let value): try value.encode(to: encoder)
        case .export(let value): try value.encode(to: encoder)
        case .batch(let value): try value.encode(to: encoder)
        case .backup(let value): try value.encode(to: encoder)
        case .doctor(let value): try value.encode(to: encoder)
        case .compare(let value): try value.encode(to: encoder)
        case .tag(let value): try value.encode(to: encoder)
        }
    }

    /// Names of the fields beside `kind`, as JSON writes them.
    public static func fields(of kind: JobKind) -> Set<String> {
        switch kind {
        case .import: ["paths", "format", "mapping", "attributes"]
        case .train: ["configuration", "budget_seconds", "name", "seed", "start_from", "memory_limit_bytes", "promotes"]
        case .evaluate: ["protocol", "models", "baselines", "validation"]
        case .export: ["to", "is_compressed"]
        case .batch: ["to", "users", "count", "at"]
        case .backup: ["to"]
        case .doctor: ["curve"]
        case .compare: ["model", "against", "promotes"]
        case .tag: ["only_untagged", "reads_behaviour"]
        }
    }

    /// Reads a request as it comes from outside.
    ///
    /// - Throws: `ServingError.invalid`, naming the field.
    public static func read(_ json: Data) throws(ServingError) -> JobRequest {
        guard json.count <= 65_536 else { throw .invalid(field: "body", reason: "more than 65536 bytes") }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let kind: JobKind
        do {
            kind = try decoder.decode(Kind.self, from: json).kind
            let known = fields(of: kind).union(["kind"])
            let given = try JSONDecoder().decode([String: AnyField].self, from: json).keys
            if let unknown = given.filter({ !known.contains($0) }).min() {
                throw ServingError.invalid(
                    field: String(unknown.prefix(60)),
                    reason: "a job of kind \(kind.rawValue) has no such field; it has \(known.sorted().joined(separator: ", "))")
            }
            return try decoder.decode(JobRequest.self, from: json)
        } catch let error as ServingError { throw error } catch let error as DecodingError { throw refusal(of: error) } catch {
            throw .invalid(field: "body", reason: "it is not a JSON object")
        }
    }

    /// Any value; only its name matters.
    private struct AnyField: Decodable { init(from decoder: any Decoder) throws {} }

    private static func refusal(of error: DecodingError) -> ServingError {
        switch error {
        case .keyNotFound(let key, _): .invalid(field: snakeCase(key.stringValue), reason: "it is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? .invalid(field: "body", reason: "it is not a JSON object")
                : .invalid(field: snakeCase(context.codingPath[0].stringValue), reason: allowed(context.codingPath))
        @unknown default: .invalid(field: "body", reason: "it cannot be read")
        }
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { text, letter in text += letter.isUppercase ? "_" + letter.lowercased() : String(letter) }
    }

    private static func allowed(_ path: [any CodingKey]) -> String {
        path.last?.stringValue == "kind"
            ? "it is not one of \(JobKind.allCases.map(\.rawValue).joined(separator: ", "))" : "the value is of another type"
    }
}

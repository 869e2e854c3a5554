import Datasets
import Evaluation
import Recommenders

/// Whose list is asked for, and in which situation.
public struct ListRequest: Sendable {
    public enum Person: Sendable {
        /// Somebody in the store.
        case user(UserID)
        /// Anybody: titles in the order they were watched, separated by semicolons.
        case titles(String)
    }
    public var person: Person
    public var count: Int
    /// The moment of the request; nil = see `ListAnswer.askedAt`.
    public var time: Timestamp?
    /// A device name as in the data.
    public var device: String?
    /// A published model; nil = the serving one.
    public var model: String?

    public init(_ person: Person, count: Int = 10, time: Timestamp? = nil, device: String? = nil, model: String? = nil) {
        self.person = person
        self.count = count
        self.time = time
        self.device = device
        self.model = model
    }
}

/// A list with reasons, in words of the catalogue.
public struct ListAnswer: Sendable, Codable {
    public struct Line: Sendable, Codable {
        public var rank: Int
        public var id: ItemID
        public var title: String
        public var year: Int?
        /// Logit, or cosine for similar items; comparable within this list only.
        public var score: Float
        /// Titles of the history without which it would stand lower, strongest first.
        public var because: [String]
        /// Attribute values shared with the first of them.
        public var shared: [String]
    }
    public var model: String
    /// Seconds since 1970; nil when the model reads no time, or none is known.
    public var askedAt: Int64?
    public var device: String?
    /// Titles that the answer is based on, oldest first, the latest few.
    public var history: [String]
    public var lines: [Line]
}

extension Workspace {
    /// Recommends for somebody in the store, or for a history told in titles.
    ///
    /// Without a time, the request is taken to be made right after the person's last event: data sets end in the past,
    /// and years of silence are not what the model should answer to.
    /// - Throws: `WorkspaceError.unknownUser`, `TitleError`, `RegistryError`.
    public func recommend(_ request: ListRequest) throws -> ListAnswer {
        let (name, bundle) = try bundle(request.model)
        var user: UserID?
        if case .user(let id) = request.person { user = id }
        var dataset = try dataset(of: user, known: bundle.model.itemIDs)
        dataset.catalog = Experiment.described(dataset.catalog, run: bundle.run)
        let history = try history(request.person, dataset: dataset, bundle: bundle)
        let device = try request.device.map { try deviceNumber($0, dataset: &dataset, bundle: bundle) }
        let last = history.last?.context
        let time = request.time ?? last?.time
        let scorer = bundle.scorer(for: dataset, name: name)
        let list = try scorer.recommend(
            history: history, request: RequestContext(time: time, device: device ?? last?.device ?? 0, locale: last?.locale ?? 0),
            count: request.count, catalog: dataset.catalog)
        return ListAnswer(
            model: name, askedAt: time?.seconds, device: device.map { dataset.devices[Int($0)] },
            history: history.compactMap(\.item).suffix(8).map { Self.title(dataset.catalog[$0]) },
            lines: list.enumerated().map { Self.line($0 + 1, $1, dataset.catalog) })
    }

    /// Items like one, in the space in which people and items meet.
    ///
    /// - Parameter item: a title or an id.
    public func similar(to item: String, count: Int = 10, model: String? = nil) throws -> ListAnswer {
        let (name, bundle) = try bundle(model)
        var dataset = try dataset(of: nil, known: bundle.model.itemIDs)
        dataset.catalog = Experiment.described(dataset.catalog, run: bundle.run)
        let index = try TitleIndex(dataset.catalog).item(item)
        let lines = bundle.scorer(for: dataset, name: name).similar(to: index, count: count).enumerated().map { position, found in
            let other = dataset.catalog[found.item]
            return ListAnswer.Line(
                rank: position + 1, id: other.id, title: other.title, year: other.year, score: found.cosine, because: [],
                shared: FoundationScorer.shared(other, dataset.catalog[index]))
        }
        return ListAnswer(model: name, askedAt: nil, device: nil, history: [Self.title(dataset.catalog[index])], lines: lines)
    }

    private func history(_ person: ListRequest.Person, dataset: Dataset, bundle: FoundationBundle) throws -> [Interaction] {
        switch person {
        case .user:
            let resolution = bundle.run.split.resolution
            return (dataset.users.first?.interactions ?? []).map { event in
                var coarse = event
                coarse.time = resolution.coarsen(event.time)
                return coarse
            }
        case .titles(let list):
            return try TitleIndex(dataset.catalog).items(in: list).map { Interaction(item: $0, kind: bundle.schema.commonestKind) }
        }
    }

    /// The number of a device in the data set; a device that the model knows and this user never used gets a new one.
    private func deviceNumber(_ name: String, dataset: inout Dataset, bundle: FoundationBundle) throws -> UInt8 {
        guard bundle.schema.devices.contains(name) else {
            throw WorkspaceError(
                .unknownDevice, "the model knows no device “\(name)”",
                advice: bundle.schema.devices.count > 1
                    ? "Name one of \(bundle.schema.devices.dropFirst().joined(separator: ", "))"
                    : "The data it was trained on tells no devices; leave --device out")
        }
        if let number = dataset.devices.firstIndex(of: name) { return UInt8(number) }
        dataset.devices.append(name)
        return UInt8(dataset.devices.count - 1)
    }

    private static func line(_ rank: Int, _ found: Recommendation, _ catalog: Catalog) -> ListAnswer.Line {
        let item = catalog[found.item]
        return ListAnswer.Line(
            rank: rank, id: item.id, title: item.title, year: item.year, score: found.score,
            because: found.explanation.causes.map { title(catalog[$0.item]) }, shared: found.explanation.shared)
    }

    static func title(_ item: Item) -> String { item.year.map { "\(item.title) (\($0))" } ?? item.title }
}

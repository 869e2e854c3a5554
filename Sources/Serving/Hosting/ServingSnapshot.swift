import Datasets
import Recommenders
import Workspaces

/// Everything that an answer needs about titles and the model, as of one moment: immutable, and replaced whole.
public struct ServingSnapshot: Sendable {
    /// Counts up whenever the numbers of titles or the model change; what is kept of people belongs to one generation.
    public let generation: Int
    /// Name of the model, or `small-data`.
    public let model: String
    public let titles: TitleTable
    /// Nil where little data answers.
    public let bundle: ModelDescription?
    /// Models that should have served but are damaged.
    public let refused: [String]
    /// Said with every answer that no trained model made.
    public let basis: RecommendationBasis?
    package let engine: any ScoringEngine
    package let vocabulary: ContextVocabulary
    package let resolution: TimeResolution
    /// What a title named by hand counts as.
    package let commonestKind: EventKind
    /// What pages know of the titles.
    package let shelves: TitleShelves
    /// Last episode of series whose episodes are listed.
    private let lastEpisodes: [ItemID: Int32]

    /// What is said of the model that serves.
    public struct ModelDescription: Sendable {
        public var inputs: String
        public var parameters: Int
        public var itemCount: Int
        /// Whether what it made of people's histories is kept between requests.
        public var keepsStates: Bool
        public var stateRefusal: String?
    }

    package init(
        generation: Int, model: String, titles: TitleTable, bundle: ModelDescription?, refused: [String], basis: RecommendationBasis?,
        engine: any ScoringEngine, vocabulary: ContextVocabulary, resolution: TimeResolution, commonestKind: EventKind,
        shelves: TitleShelves? = nil
    ) {
        self.generation = generation
        self.model = model
        self.titles = titles
        self.bundle = bundle
        self.refused = refused
        self.basis = basis
        self.engine = engine
        self.vocabulary = vocabulary
        self.resolution = resolution
        self.commonestKind = commonestKind
        self.shelves = shelves ?? TitleShelves(titles.catalog, engine: engine)
        lastEpisodes = titles.episodes.values.reduce(into: [:]) { $0[$1.series] = max($0[$1.series] ?? 0, $1.number) }
    }

    /// Number of the last episode of a series; nil where it is not known, or the title is none.
    package func lastEpisode(of item: ItemIndex) -> Int32? {
        titles.facts[item.position].episodeCount.map { Int32(clamping: $0) } ?? lastEpisodes[titles[item].id]
    }

    /// The same with other facts about the titles: nothing that is kept of people becomes void.
    func with(_ titles: TitleTable) -> ServingSnapshot {
        ServingSnapshot(
            generation: generation, model: model, titles: titles, bundle: bundle, refused: refused, basis: basis, engine: engine,
            vocabulary: vocabulary, resolution: resolution, commonestKind: commonestKind, shelves: shelves)
    }

    /// A moment in the model's numbers.
    public func context(_ moment: Moment) -> RequestContext {
        RequestContext(
            time: resolution.coarsen(moment.time), device: vocabulary.device(moment.device), locale: vocabulary.locale(moment.locale),
            surface: vocabulary.surface(moment.surface))
    }
}

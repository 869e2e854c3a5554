import Language

/// The shape of the model. Saved in the bundle; a bundle is read with the shape it was trained with.
public struct FoundationModelConfiguration: Sendable, Codable, Hashable {
    public var inputs: ModelInputs
    public var mixer: MixerKind
    /// D, a multiple of `headCount`.
    public var embeddingDimension: Int
    /// L, the request block included; at least 1.
    public var layerCount: Int
    /// H.
    public var headCount: Int
    /// F, inner width of the SwiGLU feed-forward; HSTU has none.
    public var feedForwardDimension: Int
    /// Longest run of tokens that is read at once, the start token included.
    public var maximumSequenceLength: Int
    /// Width of one facet value's vector.
    public var facetDimension: Int
    /// After every attention and feed-forward.
    public var dropoutRate: Float
    /// On the token embeddings.
    public var embeddingDropoutRate: Float
    /// Share of an item's attribute values that are hidden in a batch. Zero, because on withheld films one half was worse
    /// than none (LOG.md, 2026-11-21).
    public var facetDropoutRate: Float
    /// Where the learned temperature of the softmax starts.
    public var temperature: Float
    /// Share of items whose id part is hidden in a batch; nil = from the validation window, at least 0.05.
    public var idDropoutRate: Float?
    /// Whether the popularity of the last hour, day and week, as of the request, is added to the logits. Needs times.
    public var livePopularity: Bool
    /// W, the latest tokens that the mixer `sparse` reads by themselves; the others ignore this and the next two.
    public var attentionWindow: Int
    /// C, tokens of a block that is read in summary once it lies before the window.
    public var summaryBlock: Int
    /// m, learned summaries of a block.
    public var summaryCount: Int
    /// Whether requests tell how many choices lie before them: a beginning is told from a history that is seen in part.
    public var readsChoiceCount: Bool
    /// What reads titles and plots; nil = nothing does. The text goes where attributes go, and needs `inputs` of attributes or more.
    public var textEncoder: TextEncoderKind?
    /// What the model predicts of each request and feeds to its item query; nil = nothing. Aspects that the data does not have get no head.
    public var intentHeads: [IntentAspect]?

    public init(
        inputs: ModelInputs = .time, mixer: MixerKind = .softmax, embeddingDimension: Int = 128, layerCount: Int = 4, headCount: Int = 4,
        feedForwardDimension: Int = 384, maximumSequenceLength: Int = 200, facetDimension: Int = 64, dropoutRate: Float = 0.3,
        embeddingDropoutRate: Float = 0.3, facetDropoutRate: Float = 0, temperature: Float = 0.06, idDropoutRate: Float? = nil,
        livePopularity: Bool = false, attentionWindow: Int = 256, summaryBlock: Int = 128, summaryCount: Int = 1,
        readsChoiceCount: Bool = false, textEncoder: TextEncoderKind? = nil, intentHeads: [IntentAspect]? = nil
    ) {
        self.intentHeads = intentHeads
        self.inputs = inputs
        self.mixer = mixer
        self.embeddingDimension = embeddingDimension
        self.layerCount = layerCount
        self.headCount = headCount
        self.feedForwardDimension = feedForwardDimension
        self.maximumSequenceLength = maximumSequenceLength
        self.facetDimension = facetDimension
        self.dropoutRate = dropoutRate
        self.embeddingDropoutRate = embeddingDropoutRate
        self.facetDropoutRate = facetDropoutRate
        self.temperature = temperature
        self.idDropoutRate = idDropoutRate
        self.livePopularity = livePopularity
        self.attentionWindow = attentionWindow
        self.summaryBlock = summaryBlock
        self.summaryCount = summaryCount
        self.readsChoiceCount = readsChoiceCount
        self.textEncoder = textEncoder
    }

    /// The encoder whose vectors the model reads; nil where texts or attributes are no input.
    public var textReader: TextEncoderKind? {
        guard inputs >= .attributes, let textEncoder, textEncoder != .none else { return nil }
        return textEncoder
    }

    /// - Throws: `FoundationModelError.configuration` naming the field, the value and what is allowed.
    public func validate() throws {
        func check(_ holds: Bool, _ field: String, _ value: some CustomStringConvertible, _ rule: String) throws {
            guard holds else { throw FoundationModelError.configuration(field: field, value: value.description, rule: rule) }
        }
        try check((1...16).contains(layerCount), "layerCount", layerCount, "1 to 16")
        try check((1...64).contains(headCount), "headCount", headCount, "1 to 64")
        try check(
            (8...2048).contains(embeddingDimension) && embeddingDimension % headCount == 0, "embeddingDimension",
            embeddingDimension, "8 to 2048 and a multiple of headCount (\(headCount))")
        try check((8...8192).contains(feedForwardDimension), "feedForwardDimension", feedForwardDimension, "8 to 8192")
        // Dense attention holds T² numbers a head and a bias for every distance; sparse attention neither.
        let longest = mixer == .sparse ? 65_536 : 8192
        try check(
            (2...longest).contains(maximumSequenceLength), "maximumSequenceLength", maximumSequenceLength,
            "2 to \(longest) with the mixer \(mixer.rawValue)")
        if mixer == .sparse {
            try check((1...8192).contains(attentionWindow), "attentionWindow", attentionWindow, "1 to 8192")
            try check((1...4096).contains(summaryBlock), "summaryBlock", summaryBlock, "1 to 4096")
            try check((1...32).contains(summaryCount), "summaryCount", summaryCount, "1 to 32")
        }
        try check((1...1024).contains(facetDimension), "facetDimension", facetDimension, "1 to 1024")
        try check((0..<1).contains(dropoutRate), "dropoutRate", dropoutRate, "0 to below 1")
        try check((0..<1).contains(embeddingDropoutRate), "embeddingDropoutRate", embeddingDropoutRate, "0 to below 1")
        try check((0..<1).contains(facetDropoutRate), "facetDropoutRate", facetDropoutRate, "0 to below 1")
        try check(temperature >= 0.02 && temperature <= 1, "temperature", temperature, "0.02 to 1")
        try check(idDropoutRate.map { (0..<1).contains($0) } ?? true, "idDropoutRate", idDropoutRate ?? 0, "0 to below 1")
    }
}

extension FoundationModelConfiguration {
    /// Whether so many tokens at once are too many to keep all that their blocks compute: then each block but the last is computed again on
    /// the way back. What comes out has the same bits.
    package func recomputesBlocks(tokens: Int) -> Bool { tokens > 17_000 }

    /// Layers whose inner values are held at once in training.
    package func heldLayers(tokens: Int) -> Int { recomputesBlocks(tokens: tokens) ? min(2, layerCount) : layerCount }
}

/// How the model is trained. None of it is needed to use the result.
public struct TrainingConfiguration: Sendable, Codable, Hashable {
    public var epochs: Int
    /// Users in an optimizer step.
    public var batchSize: Int
    public var learningRate: Float
    public var warmupSteps: Int
    public var weightDecay: Float
    /// Largest norm of the gradient.
    public var clipNorm: Float
    /// Share of the windows that are a user's latest; the rest lie anywhere in the history.
    public var latestWindowShare: Double
    /// Share of the windows that are a user's first, so that beginnings of long histories are learned too.
    public var firstWindowShare: Double
    /// Share of the windows whose tokens show their items alone, and, drawn apart, of the windows whose requests tell
    /// nothing: so that a history told in titles, or a request without a time, is nothing new. For models that read more than attributes.
    public var bareShare: Double
    /// Epochs without a better validation figure after which training stops.
    public var patience: Int
    /// Validation happens every so many epochs, and after the last.
    public var validationInterval: Int
    /// First epoch (counted from 1) after which validation happens.
    public var firstValidation: Int
    /// At most so many validation cases, chosen by the users' keys.
    public var validationCases: Int
    /// Tokens that one worker carries forward and back at once: small enough for the caches.
    public var tokensPerMicroBatch: Int
    /// What the trainer may need beside the histories; micro-batches shrink until it fits, see `TrainingMemory`. nil = no limit.
    public var memoryMegabytes: Int?
    /// Share of the validation NDCG@10 that may be paid for showing new titles, in a catalogue of which a tenth is new; 0 leaves them
    /// where the network's own metadata embedding puts them. See `NewTitles`.
    public var newTitleCost: Double
    /// Whether a model with live popularity is also trained under it, so that its vectors learn what popularity does not say.
    public var trainsUnderPopularity: Bool
    /// Whether every epoch draws a new order of each history: for data whose histories are sets, so that nothing can be
    /// learned from an order that means nothing.
    public var shufflesHistories: Bool
    /// Whether a choice of what the user has chosen before is a target too; false where only discoveries are asked for.
    public var learnsRepeats: Bool
    /// Stop after so many seconds of training; nil = no limit.
    public var budgetSeconds: Double?
    /// Counting models that the bundle holds beside the network, see `Companions`; none unless named.
    public var companions: [BaselineKind]
    /// Items that every choice of a step is told apart from; 0 = the whole catalogue, nil = the whole catalogue up to
    /// `largestFullSoftmax` items and `automaticNegatives` of a larger one. See `SampledItemTable`.
    public var negativeCount: Int?
    /// λ, weight of each intent head's loss beside that of the items; nil = `defaultIntentWeight`. For models with `intentHeads`.
    public var intentWeight: Float?
    public var seed: UInt64

    /// On ML-1M the heads predict as well as with five times as much, and the items as well as without (docs/language.md).
    public static let defaultIntentWeight: Float = 0.02

    public init(
        epochs: Int = 20, batchSize: Int = 64, learningRate: Float = 1e-3, warmupSteps: Int = 200, weightDecay: Float = 0.01,
        clipNorm: Float = 1, latestWindowShare: Double = 0.5, bareShare: Double = 0.1, patience: Int = 5, validationInterval: Int = 2,
        firstValidation: Int = 6, validationCases: Int = 1500, tokensPerMicroBatch: Int = 1024, newTitleCost: Double = 0.02,
        trainsUnderPopularity: Bool = true, shufflesHistories: Bool = false, learnsRepeats: Bool = true, budgetSeconds: Double? = nil,
        companions: [BaselineKind] = [], firstWindowShare: Double = 0, memoryMegabytes: Int? = nil, negativeCount: Int? = nil,
        intentWeight: Float? = nil, seed: UInt64 = 1
    ) {
        self.intentWeight = intentWeight
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.warmupSteps = warmupSteps
        self.weightDecay = weightDecay
        self.clipNorm = clipNorm
        self.latestWindowShare = latestWindowShare
        self.bareShare = bareShare
        self.patience = patience
        self.validationInterval = validationInterval
        self.firstValidation = firstValidation
        self.validationCases = validationCases
        self.tokensPerMicroBatch = tokensPerMicroBatch
        self.memoryMegabytes = memoryMegabytes
        self.newTitleCost = newTitleCost
        self.trainsUnderPopularity = trainsUnderPopularity
        self.shufflesHistories = shufflesHistories
        self.learnsRepeats = learnsRepeats
        self.budgetSeconds = budgetSeconds
        self.companions = companions
        self.firstWindowShare = firstWindowShare
        self.negativeCount = negativeCount
        self.seed = seed
    }
}

extension TrainingConfiguration {
    /// - Throws: `FoundationModelError.configuration`.
    func validate() throws {
        guard let intentWeight, !(intentWeight >= 0 && intentWeight <= 10) else { return }
        throw FoundationModelError.configuration(field: "intentWeight", value: "\(intentWeight)", rule: "0 to 10")
    }
}

/// What can go wrong with a model, each with what to do.
public enum FoundationModelError: Error, Equatable, Sendable, CustomStringConvertible {
    case configuration(field: String, value: String, rule: String)
    case nothingToLearn(String)
    case damagedBundle(file: String, reason: String)
    case unknownItem(String)
    case diverged(step: Int)

    public var description: String {
        switch self {
        case .configuration(let field, let value, let rule): "\(field) is \(value); allowed is \(rule)"
        case .nothingToLearn(let reason): "there is nothing to learn from: \(reason)"
        case .damagedBundle(let file, let reason): "the model's file \(file) cannot be used: \(reason); train again or roll back"
        case .unknownItem(let id): "item '\(id)' is not in the catalogue"
        case .diverged(let step): "training diverged at step \(step): the gradient is not a number; lower the learning rate"
        }
    }
}

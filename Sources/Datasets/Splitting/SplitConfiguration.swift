/// The questions that an evaluation can ask.
public enum SplitProtocol: String, Sendable, Codable, CaseIterable {
    /// Each user's last choice is the test, the one before it validation.
    case leaveOneOut = "leave-one-out"
    /// A cut at one instant for all; each user's last choice after it.
    case temporalLast = "temporal-last"
    /// The same cut; each choice after it in turn, the history growing.
    case temporalEach = "temporal-each"
    /// The same cut; all choices after it at once, asked at the cut.
    case temporalAll = "temporal-all"
    /// A share of the items is taken out altogether; each user's last choice among them.
    case withheldItems = "withheld-items"
    /// The same training part; leave-one-out among the items that were kept, to see what cold items cost.
    case withheldItemsWarm = "withheld-items-warm"
    /// A seeded random share of each user's items, with all their events, asked at once: discovery where a history is a set.
    case holdOut = "hold-out"
    /// A seeded random share of each user's events on items that stay in the history: what comes again, and when.
    case repeatUse = "repeat-use"
    /// Each choice in the order of time, asked before it is learned; as a split it is `temporal-each`, for what cannot learn on.
    case prequential

    /// Whether the protocol cuts at an instant.
    public var isTemporal: Bool { self == .temporalLast || self == .temporalEach || self == .temporalAll || self == .prequential }
    public var withholdsItems: Bool { self == .withheldItems || self == .withheldItemsWarm }
    /// Whether the protocol takes a history for a set, whose order is drawn anew.
    public var ordersAtRandom: Bool { self == .holdOut || self == .repeatUse }
}

/// Everything that decides a split; the same configuration and data always give the same split.
public struct SplitConfiguration: Codable, Sendable, Hashable {
    public var kind: SplitProtocol
    /// Share of the events before the cut, of the temporal protocols; 0.9 as in time-to-split (Gusak et al. 2025).
    public var quantile: Double
    /// False keeps validation events in training, for the last run with settings already chosen.
    public var holdsOutValidation: Bool
    /// Share of the users whose last training choice validates, in temporal protocols.
    public var validationShare: Double
    /// Share of the items taken out by the withholding protocols.
    public var withheldShare: Double
    /// Share of each user's items (or events) that `hold-out` (or `repeat-use`) asks for; half as many validate.
    public var heldOutShare: Double
    /// Users with fewer distinct items are left out of `hold-out` and `repeat-use` altogether.
    public var minimumItems: Int
    /// `repeat-use` asks each user at most so many questions, so that heavy users cost no more than others.
    public var casesPerUser: Int
    /// `leave-one-out` asks only for items with at least so many events in the whole data set: the last such choice
    /// of each user, and what comes after it is left out.
    public var minimumTargetEvents: Int
    /// Decides who validates and what is withheld.
    public var seed: UInt64
    public var seenRemoved: Bool
    /// What models may know of the time, applied after every cut has been made.
    public var resolution: TimeResolution
    /// What counts as one choice; a split never goes through the middle of one.
    public var segmenter: Segmenter

    public init(
        _ kind: SplitProtocol, quantile: Double = 0.9, holdsOutValidation: Bool = true, validationShare: Double = 0.2,
        withheldShare: Double = 0.1, heldOutShare: Double = 0.2, minimumItems: Int = 5, casesPerUser: Int = 20,
        minimumTargetEvents: Int = 1, seed: UInt64 = 1, seenRemoved: Bool = true, resolution: TimeResolution = .exact,
        segmenter: Segmenter = Segmenter()
    ) {
        self.kind = kind
        self.quantile = quantile
        self.holdsOutValidation = holdsOutValidation
        self.validationShare = validationShare
        self.withheldShare = withheldShare
        self.heldOutShare = heldOutShare
        self.minimumItems = max(2, minimumItems)
        self.casesPerUser = max(1, casesPerUser)
        self.minimumTargetEvents = max(1, minimumTargetEvents)
        self.seed = seed
        self.seenRemoved = seenRemoved
        self.resolution = resolution
        self.segmenter = segmenter
    }

    /// What is missing keeps its default; only `kind` is needed.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = SplitConfiguration(try values.decode(SplitProtocol.self, forKey: .kind))
        self.init(
            standard.kind, quantile: try values.decodeIfPresent(Double.self, forKey: .quantile) ?? standard.quantile,
            holdsOutValidation: try values.decodeIfPresent(Bool.self, forKey: .holdsOutValidation) ?? true,
            validationShare: try values.decodeIfPresent(Double.self, forKey: .validationShare) ?? standard.validationShare,
            withheldShare: try values.decodeIfPresent(Double.self, forKey: .withheldShare) ?? standard.withheldShare,
            heldOutShare: try values.decodeIfPresent(Double.self, forKey: .heldOutShare) ?? standard.heldOutShare,
            minimumItems: try values.decodeIfPresent(Int.self, forKey: .minimumItems) ?? standard.minimumItems,
            casesPerUser: try values.decodeIfPresent(Int.self, forKey: .casesPerUser) ?? standard.casesPerUser,
            minimumTargetEvents: try values.decodeIfPresent(Int.self, forKey: .minimumTargetEvents) ?? standard.minimumTargetEvents,
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? standard.seed,
            seenRemoved: try values.decodeIfPresent(Bool.self, forKey: .seenRemoved) ?? true,
            resolution: try values.decodeIfPresent(TimeResolution.self, forKey: .resolution) ?? .exact,
            segmenter: try values.decodeIfPresent(Segmenter.self, forKey: .segmenter) ?? standard.segmenter)
    }
}

/// Why data cannot be split as asked.
public struct SplitError: Error, Sendable, Hashable, CustomStringConvertible {
    fileprivate enum Cause: String, Sendable { case noTimes, invalidShare, noCases }
    public struct Code: Sendable, Hashable {
        fileprivate let cause: Cause
        public static let noTimes = Code(cause: .noTimes)
        public static let invalidShare = Code(cause: .invalidShare)
        public static let noCases = Code(cause: .noCases)
    }
    public let code: Code
    public let reason: String
    public let advice: String
    public var description: String { "\(reason). \(advice)." }

    static func noTimes(_ kind: SplitProtocol) -> SplitError {
        SplitError(
            code: .noTimes, reason: "\(kind.rawValue) cuts by time, and no event has one",
            advice: "Import with times and coarsen them for the model, or use leave-one-out")
    }

    static func invalidShare(_ name: String, _ value: Double) -> SplitError {
        SplitError(code: .invalidShare, reason: "\(name) is \(value)", advice: "Give a number above 0 and below 1")
    }

    static func noCases(_ kind: SplitProtocol) -> SplitError {
        SplitError(
            code: .noCases, reason: "no user has enough events for \(kind.rawValue)",
            advice: "Users need two choices at least; import more data or choose another protocol")
    }
}

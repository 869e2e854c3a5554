/// One question of an evaluation: what will this user choose next, given the first `historyCount` events?
public struct EvaluationCase: Sendable {
    public var user: UserIndex
    public var userKey: UInt64
    /// All events of the user in order; shared, not copied, between the cases of one user. Nothing from
    /// `historyCount` on may be read by a model: it gets a `ScoringQuery`, which cannot.
    public var interactions: [Interaction]
    public var historyCount: Int
    /// What is known at the moment of the request.
    public var request: RequestContext
    /// What the user chose; one item, or all items of the test period (`temporal-all`).
    public var targets: [ItemIndex]
    /// How many choices the history holds, where a protocol asks after set numbers of them (`newcomers`).
    public var choicesBefore: Int?
    public init(
        user: UserIndex, userKey: UInt64, interactions: [Interaction], historyCount: Int, request: RequestContext,
        targets: [ItemIndex]
    ) {
        self.user = user
        self.userKey = userKey
        self.interactions = interactions
        self.historyCount = historyCount
        self.request = request
        self.targets = targets
    }
}

/// What each side of an evaluation may know.
public struct Split: Sendable {
    /// `leave-one-out`, `temporal-last`, `temporal-each`, `temporal-all`, …: `SplitProtocol`.
    public var protocolName: String
    /// Events that models and baselines may learn from, in the order of `Dataset.users`; users without any are absent.
    public var training: [UserHistory]
    /// Cases on which choices are made.
    public var validation: [EvaluationCase]
    /// Read once, for the report.
    public var test: [EvaluationCase]
    /// Whether items already in the history are removed from the candidates.
    public var seenRemoved: Bool
    /// The instant up to which training may look, where the protocol cuts by time.
    public var cutoff: Timestamp?
    /// The cold pool, where the protocol takes items out of training and histories altogether.
    public var withheldItems: [ItemIndex] = []
    /// What was looked at when the split was made; to be printed with every figure.
    public var checks: [SplitCheck] = []
    public init(
        protocolName: String, training: [UserHistory], validation: [EvaluationCase], test: [EvaluationCase],
        seenRemoved: Bool, cutoff: Timestamp? = nil
    ) {
        self.protocolName = protocolName
        self.training = training
        self.validation = validation
        self.test = test
        self.seenRemoved = seenRemoved
        self.cutoff = cutoff
    }
}

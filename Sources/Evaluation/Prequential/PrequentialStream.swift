import Datasets

/// All choices of a data set in the order in which they happened.
///
/// Events of one instant are in the order of their users' keys; a user's own keep theirs.
public struct PrequentialStream: Sendable {
    /// One choice: what is asked, and a moment later learned.
    public struct Choice: Sendable, Hashable {
        /// Milliseconds since 1970.
        public var time: Int64
        public var user: Int32
        /// Position among the user's events: everything before it is known.
        public var position: Int32
        public var item: Int32
    }

    public let dataset: String
    public let users: [UserHistory]
    public let catalogCount: Int
    public let choices: [Choice]

    /// - Parameter roles: says which events are choices; the others are only history.
    /// - Throws: `PrequentialError.noTimes` when a choice has none, `.outOfOrder` when a user's events are not in order of time.
    public init(_ dataset: Dataset, roles: RolesTable = RolesTable()) throws(PrequentialError) {
        var choices: [Choice] = []
        for (number, user) in dataset.users.enumerated() {
            var last = Int64.min
            for (position, event) in user.interactions.enumerated() {
                guard let item = event.item, roles[event.kind] == .target else { continue }
                guard let time = event.time?.rawValue else { throw .noTimes(user: UserIndex(number)) }
                guard time >= last else { throw .outOfOrder(user: UserIndex(number)) }
                last = time
                choices.append(Choice(time: time, user: Int32(number), position: Int32(position), item: item.rawValue))
            }
        }
        self.dataset = dataset.name
        users = dataset.users
        catalogCount = dataset.catalog.count
        // Users are sorted by key, so their number decides as their key would.
        self.choices = choices.sorted { ($0.time, $0.user, $0.position) < ($1.time, $1.user, $1.position) }
    }

    /// The part of a choice that may be seen before it is made.
    public func query(_ choice: Choice) -> ScoringQuery {
        let user = users[Int(choice.user)]
        return ScoringQuery(
            userKey: user.key, interactions: user.interactions, historyCount: Int(choice.position),
            request: user.interactions[Int(choice.position)].context)
    }

    /// The stream up to a share of its choices, for what is decided before the test begins.
    public func prefix(_ share: Double) -> Int { min(max(0, Int(share * Double(choices.count))), choices.count) }
}

/// Why data cannot be gone through in order; each case says what to do.
public enum PrequentialError: Error, Sendable, Equatable, CustomStringConvertible {
    case noTimes(user: UserIndex)
    case outOfOrder(user: UserIndex)
    case nothingToTest(choices: Int, testFrom: Double)

    public var description: String {
        switch self {
        case .noTimes(let user):
            "an event of user \(user.rawValue) has no time: import with times, or choose a protocol that needs none"
        case .outOfOrder(let user):
            "the events of user \(user.rawValue) are not in order of time: build the data set again"
        case .nothingToTest(let choices, let share):
            "no question is left when \(choices) choices are tested from share \(share) on: lower the quantile"
        }
    }
}

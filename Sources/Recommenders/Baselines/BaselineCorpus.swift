import Datasets
import Evaluation

/// What users chose, packed: what every baseline is fitted from.
///
/// Only events whose kind is a target in the default roles count (an impression or a thumbs-down recommends nothing);
/// of the same item several times in a row (play, pause, complete) the first counts.
public struct BaselineCorpus: Sendable {
    /// V.
    public let itemCount: Int
    /// User u has events `offsets[u]..<offsets[u + 1]`.
    let offsets: [Int]
    /// Oldest first inside a user, shape `[events]`.
    let items: [Int32]
    /// Milliseconds since 1970, `Int64.min` = unknown; shape `[events]`, or empty where nobody reads times.
    let times: [Int64]
    /// Device, locale and surface of each event, 0 = unknown; empty where nobody reads them.
    let contexts: [EventContext]

    /// What is kept of an event beside its item.
    package struct Columns: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// 8 bytes.
        package static let times = Columns(rawValue: 1)
        /// 6 bytes.
        package static let contexts = Columns(rawValue: 2)
        package static let all: Columns = [.times, .contexts]
    }

    /// - Throws: `BaselineError.itemOutsideCatalog`.
    public init(training: [UserHistory], itemCount: Int) throws(BaselineError) {
        try self.init(training: training, itemCount: itemCount, eventCount: 0, columns: .all)
    }

    /// - Parameters:
    ///   - training: read once, a user at a time.
    ///   - eventCount: about how many events there are; arrays that grow take three times their size.
    ///   - columns: those that the baselines to come read, see `BaselineKind.columns`.
    /// - Throws: `BaselineError.itemOutsideCatalog`.
    package init(
        training: some Sequence<UserHistory>, itemCount: Int, eventCount: Int, columns: Columns
    ) throws(BaselineError) {
        var offsets = [0]
        var items: [Int32] = []
        var times: [Int64] = []
        var contexts: [EventContext] = []
        items.reserveCapacity(eventCount)
        if columns.contains(.times) { times.reserveCapacity(eventCount) }
        if columns.contains(.contexts) { contexts.reserveCapacity(eventCount) }
        for user in training {
            for event in user.interactions {
                guard let item = event.chosenItem else { continue }
                guard item.position < itemCount else { throw .itemOutsideCatalog(item: item, catalogCount: itemCount) }
                guard items.count == offsets[offsets.count - 1] || items[items.count - 1] != item.rawValue else { continue }
                items.append(item.rawValue)
                if columns.contains(.times) { times.append(event.time?.rawValue ?? .min) }
                if columns.contains(.contexts) { contexts.append(EventContext(event.context)) }
            }
            offsets.append(items.count)
        }
        self.itemCount = itemCount
        self.offsets = offsets
        self.items = items
        self.times = times
        self.contexts = contexts
    }

    /// Whether every event has these.
    func holds(_ columns: Columns) -> Bool {
        (!columns.contains(.times) || times.count == items.count) && (!columns.contains(.contexts) || contexts.count == items.count)
    }

    var userCount: Int { offsets.count - 1 }
    func events(of user: Int) -> Range<Int> { offsets[user]..<offsets[user + 1] }

    /// Events of each item, shape `[V]`.
    var counts: [Double] {
        var counts = [Double](repeating: 0, count: itemCount)
        for item in items { counts[Int(item)] += 1 }
        return counts
    }

    /// Share of each item in all events, shape `[V]`; uniform without events.
    var shares: [Float] {
        let total = Double(items.count)
        guard total > 0 else { return [Float](repeating: 1 / Float(max(itemCount, 1)), count: itemCount) }
        return counts.map { Float($0 / total) }
    }
}

/// Where and how, without when.
struct EventContext: Hashable {
    let device: UInt8
    let locale: UInt16
    let surface: UInt8

    init(_ context: RequestContext) { (device, locale, surface) = (context.device, context.locale, context.surface) }

    /// The three fields as numbers, in one order everywhere.
    var values: [Int] { [Int(device), Int(locale), Int(surface)] }

    /// In how many known fields two contexts agree, as a share of the fields that this one knows; 0 when it knows none.
    func agreement(with other: EventContext) -> Float {
        let known = values.count { $0 != 0 }
        guard known > 0 else { return 0 }
        return Float(zip(values, other.values).count { $0 != 0 && $0 == $1 }) / Float(known)
    }
}

extension Interaction {
    private static let roles = RolesTable()

    /// The item, where the event is a choice.
    var chosenItem: ItemIndex? { Interaction.roles[kind] == .target ? item : nil }
}

extension ScoringQuery {
    /// The choices of the history, oldest first, the same item in a row once; items outside the catalogue left out.
    func chosenItems(itemCount: Int) -> [Int32] {
        var items: [Int32] = []
        items.reserveCapacity(historyCount)
        for event in history {
            guard let item = event.chosenItem, item.position < itemCount, items.last != item.rawValue else { continue }
            items.append(item.rawValue)
        }
        return items
    }
}

/// Distinct items of each user and users of each item: the binary interaction matrix, both ways.
struct DistinctItems {
    /// User u has `items[offsets[u]..<offsets[u + 1]]`, ascending.
    var offsets: [Int] = [0]
    var items: [Int32] = []
    /// Item i is known to `users[itemOffsets[i]..<itemOffsets[i + 1]]`, ascending.
    private(set) var itemOffsets: [Int]
    private(set) var users: [Int32]

    init(_ corpus: BaselineCorpus) {
        for user in 0..<corpus.userCount {
            var last: Int32 = -1
            for item in corpus.items[corpus.events(of: user)].sorted() where item != last {
                items.append(item)
                last = item
            }
            offsets.append(items.count)
        }
        itemOffsets = [Int](repeating: 0, count: corpus.itemCount + 1)
        users = [Int32](repeating: 0, count: items.count)
        for item in items { itemOffsets[Int(item) + 1] += 1 }
        for item in 0..<corpus.itemCount { itemOffsets[item + 1] += itemOffsets[item] }
        var next = itemOffsets
        for user in 0..<corpus.userCount {
            for item in items[offsets[user]..<offsets[user + 1]] {
                users[next[Int(item)]] = Int32(user)
                next[Int(item)] += 1
            }
        }
    }

    func userCount(of item: Int) -> Int { itemOffsets[item + 1] - itemOffsets[item] }

    /// Adds to `counts[b]` the number of users who know both `item` and b, for all b up to `limit`.
    ///
    /// - Complexity: O(sum of the history lengths of the item's users).
    func addCoOccurrences(of item: Int, upTo limit: Int32, into counts: UnsafeMutablePointer<Float>) {
        items.withUnsafeBufferPointer { items in
            for user in users[itemOffsets[item]..<itemOffsets[item + 1]] {
                var position = offsets[Int(user)]
                let end = offsets[Int(user) + 1]
                while position < end, items[position] <= limit {
                    counts[Int(items[position])] += 1
                    position += 1
                }
            }
        }
    }
}

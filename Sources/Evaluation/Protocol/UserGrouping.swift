import Datasets

/// One way to part the people of an evaluation into groups, such as by gender.
public struct UserGrouping: Sendable {
    public var dimension: String
    public var labels: [String]
    /// Positions in `labels`; absent = in no group.
    public var groups: [UserIndex: Int]

    public init(dimension: String, labels: [String], groups: [UserIndex: Int]) {
        self.dimension = dimension
        self.labels = labels
        self.groups = groups
    }

    /// Gender and age where the data set says them.
    ///
    /// Ages are years or the lower ends of brackets (MovieLens 1M writes 1 for under 18 and 50 for 50–55).
    public static func attributes(of dataset: Dataset) -> [UserGrouping] {
        guard !dataset.userAttributes.isEmpty else { return [] }
        let attributes = Dictionary(dataset.userAttributes.map { ($0.id, $0.values) }) { _, last in last }
        let users = dataset.users.map { attributes[$0.id] ?? [:] }
        return [gender(users), age(users)].compactMap { $0 }
    }

    private static func gender(_ users: [[String: String]]) -> UserGrouping? {
        let values = users.map { ($0["gender"] ?? $0["sex"]).flatMap { $0.isEmpty ? nil : $0 } }
        let labels = Set(values.compactMap { $0 }).sorted()
        // A free text would make a group of everyone.
        guard (2...12).contains(labels.count) else { return nil }
        return UserGrouping("gender", labels, values.map { $0.flatMap { labels.firstIndex(of: $0) } })
    }

    private static let ageEnds = [17, 24, 34, 44, 54]
    private static let ageLabels = ["under 18", "18–24", "25–34", "35–44", "45–54", "55 and over"]

    private static func age(_ users: [[String: String]]) -> UserGrouping? {
        let groups = users.map { user -> Int? in
            guard let years = (user["age"] ?? user["ageGroup"]).flatMap({ Int($0) }), (0...130).contains(years) else { return nil }
            return ageEnds.firstIndex { years <= $0 } ?? ageEnds.count
        }
        return groups.contains { $0 != nil } ? UserGrouping("age", ageLabels, groups) : nil
    }

    private init(_ dimension: String, _ labels: [String], _ groups: [Int?]) {
        var known: [UserIndex: Int] = [:]
        for (position, group) in groups.enumerated() { if let group { known[UserIndex(position)] = group } }
        self.init(dimension: dimension, labels: labels, groups: known)
    }

    /// Thirds of the people by the length of the longest history they are asked after; people of one length stay together.
    static func activity(_ cases: [EvaluationCase]) -> UserGrouping? {
        var lengths: [UserIndex: Int] = [:]
        for entry in cases where !entry.targets.isEmpty { lengths[entry.user] = max(lengths[entry.user] ?? 0, entry.historyCount) }
        let sorted = lengths.values.sorted()
        guard sorted.count >= 3, sorted[0] < sorted[sorted.count - 1] else { return nil }
        let ends = [sorted[(sorted.count - 1) / 3], sorted[(sorted.count - 1) * 2 / 3], sorted[sorted.count - 1]]
        let distinct = ends.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        let labels = distinct.enumerated().map { place, end in
            let low = place == 0 ? sorted[0] : distinct[place - 1] + 1
            return low == end ? "\(end) events" : "\(low)–\(end) events"
        }
        return UserGrouping(
            dimension: "activity", labels: labels,
            groups: lengths.compactMapValues { length in distinct.firstIndex { length <= $0 } })
    }
}

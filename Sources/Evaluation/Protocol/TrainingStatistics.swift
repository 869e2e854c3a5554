import Datasets

/// How often the training part names each item: what "cold" and "popular" mean in a report.
public struct TrainingStatistics: Sendable {
    /// Events of each item, shape `[V]`.
    public let counts: [Int]
    public let total: Int

    /// - Parameters:
    ///   - training: items outside the catalogue are passed over; the evaluator refuses them where they matter.
    ///   - catalogCount: V.
    public init(_ training: [UserHistory], catalogCount: Int) {
        var counts = [Int](repeating: 0, count: catalogCount)
        for user in training {
            for event in user.interactions {
                guard let item = event.metItem, item.position < catalogCount else { continue }
                counts[item.position] += 1
            }
        }
        self.counts = counts
        total = counts.reduce(0, +)
    }

    public func isCold(_ item: ItemIndex) -> Bool { counts[item.position] == 0 }
}

extension Interaction {
    /// The item that the user met in this event: none for a search, nor for an impression that was only passed over.
    package var metItem: ItemIndex? { kind == .impression ? nil : item }
}

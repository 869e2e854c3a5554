/// A part of the training data, drawn by keyed hashes: a smaller share lies wholly in a larger one, and who is in it
/// depends on nobody else.
public struct TrainingSample: Sendable, Hashable {
    /// What is left out.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        /// Whole users: as if fewer people had come.
        case users
        /// Single events of all users: as if less had been recorded. Orders keep gaps, so what follows what is thinned too.
        case events
    }
    public var share: Double
    public var unit: Unit
    public var seed: UInt64

    /// - Parameter share: above 0; 1 keeps everything.
    public init(share: Double, unit: Unit = .users, seed: UInt64 = 1) {
        self.share = share
        self.unit = unit
        self.seed = seed
    }

    /// - Returns: what was drawn, in order; users without events are absent.
    public func apply(to training: [UserHistory]) -> [UserHistory] {
        guard share < 1 else { return training }
        switch unit {
        case .users: return training.filter { isDrawn($0.key, 0) }
        case .events:
            return training.compactMap { user in
                let kept = user.interactions.indices.filter { isDrawn(user.key, UInt64($0) + 1) }
                return kept.isEmpty ? nil : UserHistory(id: user.id, key: user.key, interactions: kept.map { user.interactions[$0] })
            }
        }
    }

    private func isDrawn(_ key: UInt64, _ part: UInt64) -> Bool {
        var hash = StableHash(seed: seed)
        hash.combine(key)
        hash.combine(part)
        return hash.unitInterval < share
    }
}

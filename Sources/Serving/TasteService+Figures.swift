import Recommenders

/// What a service says of its own memory.
package struct ServiceFigures: Sendable {
    /// People whose histories are at hand.
    package var people: Int
    /// Nil where no states are kept.
    package var states: StateStatistics?
}

extension TasteService {
    package var figures: ServiceFigures {
        let engine = try? host.current().engine
        return ServiceFigures(people: people.count, states: (engine as? ModelEngine)?.states?.statistics)
    }
}

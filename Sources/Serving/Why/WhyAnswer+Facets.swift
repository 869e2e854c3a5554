import Recommenders

extension WhyAnswer {
    /// Effects of attributes, each named once: a catalogue that says "1990s" itself says what the model reads from the year as "1990".
    ///
    /// Of two that mean the same the one that does more stands for both; what both together do was not measured.
    package static func named(_ effects: [FacetEffect]) -> [FacetEffect] {
        var named: [FacetEffect] = []
        for var effect in effects {
            if effect.facet == "decade", !effect.value.hasSuffix("s"), !effect.value.isEmpty, effect.value.allSatisfy(\.isNumber) {
                effect.value += "s"
            }
            let same = named.firstIndex { $0.facet == effect.facet && $0.value.lowercased() == effect.value.lowercased() }
            guard let same else {
                named.append(effect)
                continue
            }
            if abs(effect.drop) > abs(named[same].drop) { named[same].drop = effect.drop }
        }
        return named.sorted { ($1.drop, $0.facet, $0.value) < ($0.drop, $1.facet, $1.value) }
    }
}

import Datasets
import Serving
import Understanding

extension ChatState {
    /// Refuses a state that no conversation can have come to: it came from outside.
    ///
    /// - Throws: `ServingError.invalid` (`/state`).
    func checked() throws(ServingError) -> ChatState {
        func demand(_ isRight: Bool, _ what: String) throws(ServingError) {
            guard isRight else { throw .invalid(field: "/state", reason: what) }
        }
        try demand(intent.parts.count <= 2 * Intent.mostParts, "has too many parts")
        try demand(intent.parts.allSatisfy { $0.key.utf8.count <= 300 && $0.isSane }, "has a part that is too long, or beyond all bounds")
        try demand((hints?.parts.count ?? 0) <= 2 * ChatState.mostHints, "has too many hints")
        try demand(hints?.parts.allSatisfy { $0.key.utf8.count <= 300 && $0.isSane } ?? true, "has a hint that is too long")
        try demand((intent.text?.utf8.count ?? 0) <= 2_000, "has a text that is too long")
        try demand(told.count <= ChatState.mostTold && past.count <= 2 * ChatState.mostPast, "names too many titles")
        try demand(shown.count <= 20 && seeds.count <= 20, "names too many titles")
        try demand(
            limits.count <= 40 && limits.allSatisfy { $0.name.utf8.count <= 40 && abs($0.value.clamped) < 1_000_000 }, "has odd limits")
        try demand(companions.count <= 10 && companions.allSatisfy { $0.name.utf8.count <= 40 && $0.likes.count <= 50 }, "has odd company")
        try demand(asked.count <= 40 && asked.allSatisfy { $0.utf8.count <= 40 }, "has odd questions")
        try demand((question?.utf8.count ?? 0) <= 40 && (0..<1_000_000).contains(turns), "has odd turns")
        return self
    }
}

extension Int {
    /// Without the one value whose magnitude does not fit.
    fileprivate var clamped: Int { Swift.max(self, -Int.max) }
}

extension IntentPart {
    fileprivate var isSane: Bool {
        func isSane(_ bounds: Bounds) -> Bool { [bounds.from, bounds.to].compactMap(\.self).allSatisfy { (0...1_000_000).contains($0) } }
        switch meaning {
        case .years(let bounds), .runtime(let bounds): return isSane(bounds)
        case .maturity(let age): return (0...200).contains(age)
        default: return true
        }
    }
}

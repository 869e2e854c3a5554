/// Whether two results answer the same questions, and if not, in what they differ.
public enum Comparability {
    /// What makes figures of two results incomparable; empty where they may stand in one table.
    ///
    /// What one of them does not say (results of earlier versions) is not held against it.
    public static func differences(_ a: EvaluationResult, _ b: EvaluationResult) -> [String] {
        var found: [String] = []
        func note(_ what: String, _ first: String, _ second: String) {
            if first != second { found.append("\(what) \(first) against \(second)") }
        }
        note("data set", a.dataset, b.dataset)
        note("protocol", a.protocolName, b.protocolName)
        note("users", Figure.grouped(a.users), Figure.grouped(b.users))
        note("questions", Figure.grouped(a.cases), Figure.grouped(b.cases))
        note("candidates", "\(Figure.grouped(a.candidates)) (\(a.candidateRule))", "\(Figure.grouped(b.candidates)) (\(b.candidateRule))")
        note("seen items", a.seenRemoved ? "removed" : "kept", b.seenRemoved ? "removed" : "kept")
        if let first = a.fingerprint, let second = b.fingerprint, first != second {
            found.append("the data differ (fingerprints \(first.prefix(8)) and \(second.prefix(8)))")
        }
        if found.isEmpty, let first = a.questions, let second = b.questions, first != second {
            found.append("other people or targets are asked for (another split, seed or share)")
        }
        return found
    }

    /// Positions of results that may stand in one table, in order of first appearance.
    public static func groups(_ results: [EvaluationResult]) -> [[Int]] {
        var groups: [[Int]] = []
        for position in results.indices {
            let fitting = groups.firstIndex { group in group.allSatisfy { differences(results[$0], results[position]).isEmpty } }
            if let fitting { groups[fitting].append(position) } else { groups.append([position]) }
        }
        return groups
    }
}

import Datasets

/// How cases are grouped into calls of the scorer.
enum CaseBatches {
    /// Consecutive ranges of at most `size` cases; a user's cases stay together when the batch is half full without
    /// them, because a scorer may reuse the shorter history of the same user.
    static func ranges(of cases: [EvaluationCase], size: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < cases.count {
            let end = min(start + size, cases.count)
            let cut = end == cases.count ? end : boundary(of: cases, start: start, end: end)
            ranges.append(start..<cut)
            start = cut
        }
        return ranges
    }

    private static func boundary(of cases: [EvaluationCase], start: Int, end: Int) -> Int {
        var cut = end
        while cut > start + (end - start) / 2, cases[cut].user == cases[cut - 1].user { cut -= 1 }
        return cases[cut].user == cases[cut - 1].user ? end : cut
    }
}

extension EvaluationCase {
    /// The part of a case that a model may see.
    public var query: ScoringQuery {
        ScoringQuery(userKey: userKey, interactions: interactions, historyCount: historyCount, request: request)
    }
}

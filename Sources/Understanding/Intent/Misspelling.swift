/// Fewest changes of one letter, insertions, omissions and swaps of neighbours that make one word another.
enum Misspelling {
    /// The restricted Damerau–Levenshtein distance over units; nil when it is more than `limit`.
    ///
    /// - Complexity: O(length · (2·limit + 1)).
    static func distance<Unit: Equatable>(_ a: [Unit], _ b: [Unit], limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        let far = limit + 1
        var before: [Int] = []
        var previous = (0...b.count).map { min($0, far) }
        var current = previous
        for row in 0..<a.count {
            let (low, high) = (max(0, row - limit), min(b.count, row + limit + 1))
            current = [Int](repeating: far, count: b.count + 1)
            current[0] = min(row + 1, far)
            var least = current[0]
            for column in low..<high {
                var value = previous[column] + (a[row] == b[column] ? 0 : 1)
                value = min(value, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] { value = min(value, before[column - 1] + 1) }
                current[column + 1] = min(value, far)
                least = min(least, value)
            }
            if least > limit { return nil }
            (before, previous) = (previous, current)
        }
        return previous[b.count] <= limit ? previous[b.count] : nil
    }

    /// Changes that are forgiven in a name of so many letters.
    static func forgiven(_ length: Int) -> Int {
        switch length {
        case ..<5: 0
        case ..<9: 1
        default: 2
        }
    }
}

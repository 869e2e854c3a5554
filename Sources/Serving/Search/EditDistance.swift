/// Fewest changes of one letter, insertions, omissions and swaps of neighbours that make one word another.
///
/// The restricted Damerau–Levenshtein distance ("optimal string alignment"), over bytes, in three rows that are kept for reuse.
struct EditDistance {
    static let longestWord = 40
    private var rows = (0..<3).map { _ in [UInt8](repeating: 0, count: EditDistance.longestWord + 2) }

    /// The distance when it is at most `limit`, else nil.
    ///
    /// - Parameter isPrefix: compares with that beginning of `word` that is nearest.
    /// - Complexity: O(|query|·|word|), less where the distance shows early.
    mutating func between(_ query: [UInt8], _ word: UnsafeBufferPointer<UInt8>, limit: Int, isPrefix: Bool = false) -> Int? {
        let width = isPrefix ? min(word.count, query.count + limit) : word.count
        guard query.count <= EditDistance.longestWord, width <= EditDistance.longestWord else { return nil }
        guard isPrefix ? word.count + limit >= query.count : abs(word.count - query.count) <= limit else { return nil }
        for column in 0...width { rows[0][column] = UInt8(column) }
        var (current, previous, before) = (0, 0, 0)
        for line in 1...max(1, query.count) where line <= query.count {
            (before, previous, current) = (previous, current, (current + 1) % 3)
            if fill(current, previous, before, line, query, word, width) > limit { return nil }
        }
        let last = rows[current]
        let distance = isPrefix ? Int(last[0...width].min()!) : Int(last[width])
        return distance <= limit ? distance : nil
    }

    /// Fills the row of a letter of the query; returns the least number in it.
    private mutating func fill(
        _ current: Int, _ previous: Int, _ before: Int, _ line: Int, _ query: [UInt8], _ word: UnsafeBufferPointer<UInt8>, _ width: Int
    ) -> Int {
        rows[current][0] = UInt8(line)
        var least = line
        let letter = query[line - 1]
        var column = 1
        while column <= width {
            let same = word[column - 1] == letter
            var value = rows[previous][column - 1] + (same ? 0 : 1)
            value = min(value, rows[previous][column] + 1, rows[current][column - 1] + 1)
            if line > 1, column > 1, word[column - 2] == letter, word[column - 1] == query[line - 2] {
                value = min(value, rows[before][column - 2] + 1)
            }
            rows[current][column] = value
            least = min(least, Int(value))
            column += 1
        }
        return least
    }
}

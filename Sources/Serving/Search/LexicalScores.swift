/// How well documents fit a query by their words alone.
struct LexicalScores {
    struct Candidate {
        var document: Int
        /// 0…1, more for what is called so.
        var score: Float
        /// Weight of the words that were found among those that were asked for, 0…1.
        var coverage: Float
    }
    /// Documents in which enough was found, in their order.
    private(set) var candidates: [Candidate] = []

    /// Share of what was asked for that must be found.
    static let leastCoverage: Float = 0.5

    /// - Parameter fields: where words count.
    /// - Complexity: O(postings of all readings of all words + documents).
    init(_ terms: QueryTerms, _ index: TermIndex, fields: SearchFields = .everything) {
        let all = terms.weights.reduce(0, +)
        guard all > 0 else { return }
        var sums = [Float](repeating: 0, count: index.documentCount)
        var found = sums
        var names = [Float](repeating: 0, count: index.documentCount)
        var best = sums
        var touched: [Int32] = []
        for (place, readings) in terms.terms.enumerated() {
            touched.removeAll(keepingCapacity: true)
            LexicalScores.collect(readings, index, fields, &best, &names, &touched)
            for document in touched {
                let document = Int(document)
                sums[document] += terms.weights[place] * best[document]
                found[document] += terms.weights[place]
                best[document] = 0
            }
        }
        for document in 0..<index.documentCount where found[document] >= LexicalScores.leastCoverage * all {
            let coverage = found[document] / all
            let length = Float(max(1, index.nameLengths[document]))
            let called = min(1, names[document] / length)
            candidates.append(
                Candidate(document: document, score: sums[document] / all * coverage * (0.7 + 0.3 * called), coverage: coverage))
        }
    }

    /// The best match of one word in each document; those that are named by it are counted.
    private static func collect(
        _ readings: [QueryTerms.Term], _ index: TermIndex, _ allowed: SearchFields, _ best: inout [Float], _ names: inout [Float],
        _ touched: inout [Int32]
    ) {
        best.withUnsafeMutableBufferPointer { best in
            names.withUnsafeMutableBufferPointer { names in
                SearchFields.weights.withUnsafeBufferPointer { weights in
                    for reading in readings {
                        index.forEach(reading.word) { document, fields in
                            let fields = fields & allowed.rawValue
                            guard fields != 0 else { return }
                            let value = reading.weight * weights[Int(fields)]
                            let before = best[document]
                            if before == 0 { touched.append(Int32(document)) }
                            guard value > before else { return }
                            best[document] = value
                            // A word names a title once, by its best reading.
                            if fields & SearchFields.names.rawValue != 0, before == 0 { names[document] += reading.weight }
                        }
                    }
                }
            }
        }
    }
}

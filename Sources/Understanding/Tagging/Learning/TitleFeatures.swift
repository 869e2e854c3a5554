/// What a tagger reads of titles, in parts: their words, the encoder's vector, and what people made of them.
package struct TitleFeatures: Sendable {
    /// Words, meaning, behaviour, as far as they are there; one row a title in each.
    package let parts: [FeatureRows]

    /// - Parameters:
    ///   - texts: one a title, may be empty; nil leaves words out.
    ///   - vectors: of the encoder, row-major `[N, d]`; zeros for texts that say nothing; empty leaves them out.
    ///   - behaviour: vectors of the titles in a model of what people watch, `[N, b]`, zeros for titles that nobody watched; or empty.
    package init(_ texts: [String]?, vectors: [Float], behaviour: [Float] = [], count: Int) {
        var parts: [FeatureRows] = []
        if let texts {
            let lexical = LexicalFeatures(fitting: texts.filter { !$0.isEmpty })
            var rows = FeatureRows(sparseWidth: lexical.width, denseWidth: 0)
            for text in texts { rows.append(lexical.entries(text), vector: []) }
            parts.append(rows)
        }
        for dense in [vectors, behaviour] where !dense.isEmpty {
            let centred = CentredVectors(dense, count: count)
            var rows = FeatureRows(sparseWidth: 0, denseWidth: centred.dimension)
            for title in 0..<count { rows.append([], vector: centred[title]) }
            parts.append(rows)
        }
        self.parts = parts
    }

    package func selecting(_ rows: [Int]) -> [FeatureRows] { parts.map { $0.selecting(rows) } }
}

/// Unit vectors from which the mean of the non-zero ones was taken: what all have in common tells none apart.
package struct CentredVectors: Sendable {
    package let dimension: Int
    package private(set) var values: [Float]

    package init(_ vectors: [Float], count: Int) {
        dimension = count == 0 ? 0 : vectors.count / count
        precondition(dimension * count == vectors.count || count == 0, "\(vectors.count) numbers for \(count) vectors")
        values = vectors
        guard dimension > 0 else { return }
        let told = (0..<count).filter { row in (0..<dimension).contains { vectors[row * dimension + $0] != 0 } }
        var mean = [Double](repeating: 0, count: dimension)
        for row in told { for column in 0..<dimension { mean[column] += Double(vectors[row * dimension + column]) } }
        for column in 0..<dimension { mean[column] /= Double(max(1, told.count)) }
        for row in told { centre(row, mean) }
    }

    private mutating func centre(_ row: Int, _ mean: [Double]) {
        var square = 0.0
        for column in 0..<dimension {
            let value = Double(values[row * dimension + column]) - mean[column]
            values[row * dimension + column] = Float(value)
            square += value * value
        }
        let scale = square > 1e-12 ? Float(1 / square.squareRoot()) : 0
        for column in 0..<dimension { values[row * dimension + column] *= scale }
    }

    package subscript(row: Int) -> ArraySlice<Float> { values[row * dimension..<(row + 1) * dimension] }
}

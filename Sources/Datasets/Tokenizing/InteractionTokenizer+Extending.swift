extension InteractionTokenizer {
    /// A tokenizer that knows everything that an earlier one knew, under the earlier one's numbers, and what this one adds.
    ///
    /// A training that sets out from a model keeps so the meaning of every row that the model has learned. Where the result
    /// would be too large, what this one adds is cut.
    public func extending(_ earlier: InteractionTokenizer) -> InteractionTokenizer {
        InteractionTokenizer(
            configuration: configuration,
            engagements: engagements.extending(earlier.engagements, limit: max(configuration.vocabularySize, earlier.engagements.count)),
            outcomes: outcomes.ratingScale == nil ? earlier.outcomes : outcomes,
            devices: Self.union(earlier.devices, devices, limit: 256), locales: Self.union(earlier.locales, locales, limit: 65_536),
            surfaces: Self.union(earlier.surfaces, surfaces, limit: 256), report: report)
    }

    private static func union(_ first: [String], _ second: [String], limit: Int) -> [String] {
        var known = Set(first)
        return Array((first + second.filter { known.insert($0).inserted }).prefix(limit))
    }
}

extension EngagementVocabulary {
    /// The symbols of an earlier vocabulary, then those of this one that it lacks.
    func extending(_ earlier: EngagementVocabulary, limit: Int) -> EngagementVocabulary {
        var result = earlier
        var symbols = Array(0..<UInt16(EngagementVocabulary.kindCount))
        for merge in merges {
            // A merge whose head did not fit cannot fit either.
            let head = symbols[Int(merge.head)]
            guard head != EngagementVocabulary.missing else {
                symbols.append(EngagementVocabulary.missing)
                continue
            }
            if let known = result.successor(of: head, merge.kind) {
                symbols.append(known)
            } else if result.count < limit, let longer = EngagementVocabulary(merges: result.merges + [Merge(head: head, kind: merge.kind)])
            {
                symbols.append(UInt16(result.count))
                result = longer
            } else {
                symbols.append(EngagementVocabulary.missing)
            }
        }
        return result
    }

    private static let missing = UInt16.max

    /// For each symbol the one of another vocabulary that stands for the same kinds, nil when it has none.
    package func rows(in other: EngagementVocabulary) -> [Int?] {
        let places = Dictionary((0..<other.count).map { (other.kinds(of: UInt16($0)), $0) }) { first, _ in first }
        return (0..<count).map { places[kinds(of: UInt16($0))] }
    }
}

extension OutcomeBuckets {
    /// For each rating bucket that of another scale which holds the same rating.
    ///
    /// Scales that end alike (five stars, whole or half) are compared by value, others by the share of their length.
    package func rows(in other: OutcomeBuckets) -> [Int?] {
        guard let mine = ratingScale, let theirs = other.ratingScale else { return (0..<ratingCount).map { $0 == 0 ? 0 : nil } }
        let steps = Float(ratingCount - 2)
        return (0..<ratingCount).map { bucket in
            guard bucket > 0 else { return 0 }
            let share = Float(bucket - 1) / steps
            let value = mine.lowerBound + share * (mine.upperBound - mine.lowerBound)
            let scaled = theirs.lowerBound + share * (theirs.upperBound - theirs.lowerBound)
            return Int(other.rating(mine.upperBound == theirs.upperBound ? value : scaled))
        }
    }
}

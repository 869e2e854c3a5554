import Datasets
import Evaluation

/// The same list for everyone: the items chosen most.
///
/// An event counts `0.5^(d / recencyHalfLife) / n^userExponent`: d events before its user's last one, n events of that
/// user. Without either, it counts 1.
public struct Popularity: Scorer {
    public let name = "Popularity"
    private let row: [Float]

    /// - Parameters:
    ///   - recencyHalfLife: in events of one user, 0 = no decay.
    ///   - userExponent: 0 = heavy users count by their events, 1 = all users count alike.
    public init(_ corpus: BaselineCorpus, recencyHalfLife: Double = 0, userExponent: Double = 0) {
        var weights = [Double](repeating: 0, count: corpus.itemCount)
        for user in 0..<corpus.userCount {
            let events = corpus.events(of: user)
            let scale = 1 / power(Double(events.count), userExponent)
            for event in events {
                let distance = Double(events.upperBound - 1 - event)
                weights[Int(corpus.items[event])] += scale * halved(distance, recencyHalfLife)
            }
        }
        row = weights.map { Float($0) }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for query in queries.indices {
            scores.row(query, width: row.count).update(fromContentsOfRow: row)
        }
    }
}

extension UnsafeMutableBufferPointer<Float> {
    /// Row `index` of a row-major matrix.
    func row(_ index: Int, width: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(rebasing: self[(index * width)..<((index + 1) * width)])
    }

    func update(fromContentsOfRow row: [Float]) {
        _ = update(fromContentsOf: row)
    }
}

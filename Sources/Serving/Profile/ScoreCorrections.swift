import Datasets
import Recommenders

/// What a person told the profile, acting on scores: the one place where corrections take effect.
///
/// A title that has a corrected value moves by `weight · unit`; of several values the weights are added and held within ±`most`.
/// The unit is twice the standard deviation of the person's scores at that moment, so that a correction means the same on every
/// scale: for a model it multiplies the odds of a title, for small data it outweighs what everybody chose. A weight of −1 means
/// never: such titles may not be shown at all, whatever else speaks for them.
package struct ScoreCorrections: Sendable {
    /// Titles that move, in units.
    package private(set) var weights: [ItemIndex: Float] = [:]
    /// Titles that may not be shown.
    package private(set) var refused: [ItemIndex] = []

    /// Several values of one title count together up to this.
    package static let most: Float = 1.5
    static let deviations: Float = 2

    /// - Complexity: O(titles with a corrected value).
    package init(_ corrections: [PersonRecord.Correction], in table: TitleTable) {
        for correction in corrections where correction.weight != 0 {
            for item in TitleValues.titles(FacetName(rawValue: correction.facet), correction.value, in: table) {
                if correction.weight <= -1 { refused.append(item) } else { weights[item, default: 0] += correction.weight }
            }
        }
        for (item, weight) in weights { weights[item] = min(max(weight, -Self.most), Self.most) }
    }

    package var isEmpty: Bool { weights.isEmpty && refused.isEmpty }

    /// Moves scores and takes titles out, once for a sheet however often it is called.
    ///
    /// Nothing happens where the person allows no profile: what they told it is not used then.
    package static func apply(to sheet: inout ScoreSheet) {
        guard !sheet.isCorrected, sheet.person.id != nil, !sheet.person.record.corrections.isEmpty else { return }
        ScoreCorrections(sheet.person.record.corrections, in: sheet.snapshot.titles).move(&sheet)
    }

    private func move(_ sheet: inout ScoreSheet) {
        sheet.isCorrected = true
        guard !isEmpty else { return }
        let unit = Self.unit(of: sheet.scores)
        for (item, weight) in weights { sheet.scores[item.position] += weight * unit }
        for item in refused { sheet.permitted.remove(item) }
    }

    /// How far a weight of one moves a title among these scores.
    ///
    /// - Complexity: O(V).
    package static func unit(of scores: [Float]) -> Float {
        var (count, sum, squares) = (Float(0), Double(0), Double(0))
        for score in scores where score.isFinite {
            count += 1
            sum += Double(score)
            squares += Double(score) * Double(score)
        }
        guard count > 1 else { return 1 }
        let mean = sum / Double(count)
        let deviation = Float(max(0, squares / Double(count) - mean * mean).squareRoot())
        // Where all scores are equal, any shift decides.
        return deviation > 0 ? deviations * deviation : 1
    }
}

import Datasets
import Evaluation
import Recommenders

/// Every title's score for one person at one moment, and which may be shown: where all lists and pages begin.
package struct ScoreSheet: Sendable {
    package let snapshot: ServingSnapshot
    package let person: PersonView
    package let moment: Moment
    package let request: RequestContext
    /// `[V]`; −∞ where nothing can be said.
    package var scores: [Float]
    /// Maturity, country, time, hidden titles, and what the person refused; whether something was seen is the surface's business.
    package var permitted: ItemMask
    package let source: ServedSource
    /// Whether what the person told the profile has moved the scores.
    package var isCorrected = false

    /// Titles in order of their score, those that fulfil a condition among the permitted.
    package func best(_ count: Int, where isAllowed: (ItemIndex) -> Bool = { _ in true }) -> [ItemIndex] {
        TopItems.best(of: scores, count: count) { permitted.contains($0) && isAllowed($0) }
    }
}

extension TasteService {
    package func sheet(_ asker: Asker, _ moment: Moment) throws -> ScoreSheet {
        let snapshot = try host.current()
        return try sheet(of: try person(asker, in: snapshot), moment, in: snapshot)
    }

    package func sheet(of person: PersonView, _ moment: Moment, in snapshot: ServingSnapshot) throws -> ScoreSheet {
        let request = try snapshot.request(moment)
        let scores = try snapshot.engine.scores(of: person, at: request)
        var permitted = snapshot.titles.permitted(
            country: moment.country ?? person.record.country, maturity: TasteService.stricter(moment.maturity, person.record.maturity),
            time: moment.time)
        for (item, record) in person.titles where record.isRefused { permitted.remove(item) }
        var sheet = ScoreSheet(
            snapshot: snapshot, person: person, moment: moment, request: request, scores: scores, permitted: permitted,
            source: snapshot.basis == nil ? .model : .smallData)
        ScoreCorrections.apply(to: &sheet)
        return sheet
    }

    static func stricter(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b else { return a ?? b }
        return min(a, b)
    }
}

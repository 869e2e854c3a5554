import Datasets
import Evaluation
import Recommenders

extension TasteService {
    /// What is believed of a person at a moment, with what it rests on.
    ///
    /// - Complexity: two answers, and O(V · values of a title).
    /// - Throws: `ServingError.notReady`, `StorageError`, `StateError`.
    public func profile(_ user: UserID, at moment: Moment) throws -> TasteProfile {
        let begun = seconds()
        let snapshot = try host.current()
        let person = try person(.user(user), in: snapshot)
        var asked = moment
        (asked.mood, asked.intent) = (nil, nil)
        let sheet = try uncorrected(person, asked, snapshot)
        let stranger = try uncorrected(.stranger(nil, key: 0), asked, snapshot)
        let reader = ProfileReader(sheet, usual: Expectation(stranger))
        let (likes, dislikes) = reader.values()
        return TasteProfile(
            head: head(snapshot, since: begun), snapshot: snapshot, likes: likes, dislikes: dislikes, habits: reader.habits(),
            trends: reader.trends(), intents: reader.intents(), intent: try intent(of: person, at: moment, in: snapshot),
            evidence: reader.evidence(), corrections: person.record.corrections,
            ignored: try ignoredViews(of: identities.person(user, documents)), since: person.record.tasteSince)
    }

    /// The scores as the model has them: a belief is shown beside its correction, not changed by it.
    private func uncorrected(_ person: PersonView, _ moment: Moment, _ snapshot: ServingSnapshot) throws -> ScoreSheet {
        let request = snapshot.context(moment)
        return ScoreSheet(
            snapshot: snapshot, person: person, moment: moment, request: request,
            scores: try snapshot.engine.scores(of: person, at: request),
            permitted: snapshot.titles.permitted(
                country: moment.country ?? person.record.country,
                maturity: TasteService.stricter(moment.maturity, person.record.maturity), time: moment.time),
            source: snapshot.basis == nil ? .model : .smallData)
    }
}

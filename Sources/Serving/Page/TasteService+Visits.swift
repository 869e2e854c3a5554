import Datasets
import Recommenders

extension TasteService {
    /// The visit that a cursor belongs to, and what had been shown before.
    ///
    /// - Throws: `ServingError.unknownRecommendation`.
    func visit(
        _ cursor: String, _ asker: Asker, where fits: (PageCursor) -> Bool
    ) throws -> (Visit, Visit.Start, PageCursor) {
        let now = seconds()
        guard let place = PageCursor(cursor), fits(place), let visit = pages.visits.visit(place.visit, of: asker.user, now: now),
            visit.generation == (try host.current()).generation, let start = visit.start(place, now: now)
        else { throw ServingError.unknownRecommendation(cursor) }
        return (visit, start, place)
    }

    /// The person with the history that a visit began with, and what was met until now.
    ///
    /// - Throws: `ServingError.unknownRecommendation` where so much happened since that this history is not kept any more.
    func past(_ visit: Visit, _ asker: Asker, _ snapshot: ServingSnapshot) throws -> PersonView {
        guard let past = try person(asker, in: snapshot).asOf(events: visit.events) else {
            throw ServingError.unknownRecommendation(visit.id)
        }
        return past
    }
}

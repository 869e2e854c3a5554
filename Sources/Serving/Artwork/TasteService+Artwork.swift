import Artwork
import Datasets
import FoundationEssentials
import Storage
import Synchronization

/// Both choices of how a title is presented: its picture, and its line of text. One policy class for both.
public final class PresentationRoom: Sendable {
    let artwork: PresentationDesk
    let highlights: PresentationDesk
    let themes = ThemeReader()
    private struct Faces {
        var generation = -1
        var titles: [ItemIndex: (facts: TitleFacts, artwork: TitleFaces?, highlights: TitleFaces?)] = [:]
    }
    /// Of one snapshot: made when a title is first shown.
    private let faces = Mutex(Faces())

    /// - Parameter visit: minutes within which nothing changes.
    init?(_ options: ArtworkOptions?, visit: Double, documents: any ServiceStore) {
        guard let options,
            let artwork = PresentationDesk(options, key: "artwork", visit: visit, documents: documents),
            let highlights = PresentationDesk(options, key: "highlights", visit: visit, documents: documents)
        else { return nil }
        self.artwork = artwork
        self.highlights = highlights
    }

    func faces(of item: ItemIndex, _ snapshot: ServingSnapshot) -> (artwork: TitleFaces?, highlights: TitleFaces?) {
        faces.withLock { faces in
            if faces.generation != snapshot.generation { faces = Faces(generation: snapshot.generation) }
            let facts = snapshot.titles.facts[item.position]
            // Facts change within a snapshot's generation.
            if let known = faces.titles[item], known.facts == facts { return (known.artwork, known.highlights) }
            let title = snapshot.titles[item]
            let made = (facts: facts, artwork: TitleFaces.artwork(title, facts), highlights: TitleFaces.highlights(title))
            faces.titles[item] = made
            return (made.artwork, made.highlights)
        }
    }

    func note(_ event: RawEvent) {
        artwork.note(event)
        highlights.note(event)
    }

    func forget(_ user: UserID) {
        artwork.forget(user)
        highlights.forget(user)
    }

    /// Learns now from every showing whose time is over; what the clock does otherwise.
    package func learn(_ now: Timestamp) {
        artwork.learn(now)
        highlights.learn(now)
    }

    /// Waits for batches of learning that are under way.
    package func settled() {
        artwork.settled()
        highlights.settled()
    }

    /// Trials learned from, their share of takes, and showings that wait for an outcome: of pictures.
    package var figures: (trials: Double, takeShare: Double, waiting: Int) { artwork.figures }
}

extension TasteService {
    /// Gives the titles of an answer the faces that suit the person; does nothing where choosing is off or nobody is known.
    func present(_ rows: inout [[ServedItem]], on sheet: ScoreSheet) {
        guard let room = presentation, let user = sheet.person.id else { return }
        let affinities = room.themes.affinities(sheet, people: TasteService.people(on: rows, room, sheet.snapshot))
        let moment = (now: now(), seconds: seconds())
        for isHighlight in [false, true] {
            var places: [(row: Int, item: Int, faces: TitleFaces)] = []
            var met: Set<ItemIndex> = []
            for (row, items) in rows.enumerated() {
                for (place, item) in items.enumerated() where met.insert(item.index).inserted {
                    let faces = room.faces(of: item.index, sheet.snapshot)
                    if let faces = isHighlight ? faces.highlights : faces.artwork { places.append((row, place, faces)) }
                }
            }
            let desk = isHighlight ? room.highlights : room.artwork
            let choices = desk.choose(places.map(\.faces.set), for: user, affinities, now: moment.now, seconds: moment.seconds)
            for (place, choice) in zip(places, choices) {
                let served = place.faces.served(choice.place, propensity: choice.propensity)
                if isHighlight {
                    rows[place.row][place.item].highlight = served
                } else {
                    rows[place.row][place.item].artwork = served
                }
            }
        }
    }

    /// Whom the faces of a page show.
    private static func people(on rows: [[ServedItem]], _ room: PresentationRoom, _ snapshot: ServingSnapshot) -> Set<Theme> {
        var people: Set<Theme> = []
        for item in rows.joined() {
            let faces = room.faces(of: item.index, snapshot)
            for set in [faces.artwork?.set, faces.highlights?.set].compactMap(\.self) {
                for theme in set.creatives.flatMap(\.themes) where theme.family == .person { people.insert(theme) }
            }
        }
        return people
    }

    func present(_ rows: inout [ServedRow], on sheet: ScoreSheet) {
        guard presentation != nil else { return }
        // What goes on is known by its face already.
        let chosen = rows.indices.filter { rows[$0].kind != .continueWatching }
        var items = chosen.map { rows[$0].items }
        present(&items, on: sheet)
        for (place, row) in chosen.enumerated() { rows[row].items = items[place] }
    }

    func present(_ items: inout [ServedItem], on sheet: ScoreSheet) {
        var rows = [items]
        present(&rows, on: sheet)
        items = rows[0]
    }
}

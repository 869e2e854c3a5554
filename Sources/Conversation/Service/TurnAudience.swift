import Datasets
import Recommenders
import Serving

/// Whom a turn is for: one sheet of scores a person, and one order for all of them.
struct TurnAudience {
    /// The asker's.
    let own: ScoreSheet
    /// A score per title. `[V]`
    let prior: [Float]
    let permitted: ItemMask
    /// Titles that somebody among them has met.
    let met: [ItemIndex]
    /// Whether anything is known of the asker's taste.
    let isKnown: Bool

    /// What a title that was told as liked adds to titles like it, from the least to the best of a person's scores.
    private static let told: Float = 0.3

    init(_ service: TasteService, _ request: ChatTurnRequest, _ state: ChatState, _ talk: TitleTalk) throws {
        let snapshot = talk.snapshot
        let asker = request.asker ?? .session([])
        let own = try service.sheet(
            asker, supposing: TurnAudience.interactions(state, talk, request.moment), request.moment, in: snapshot)
        var members = [TurnAudience.leaning(own, state, talk)]
        var (permitted, met) = (own.permitted, Array(own.person.titles.keys))
        for other in request.company {
            let sheet = try service.sheet(other, supposing: [], request.moment, in: snapshot)
            members.append(sheet.scores)
            permitted.formIntersection(sheet.permitted)
            met += sheet.person.titles.keys
        }
        for companion in state.companions {
            let likes = companion.likes.compactMap { talk.titles.catalog.index(of: $0) }
            // Of whom nothing is known, what everybody likes is the best guess.
            let events = likes.map { Interaction(item: $0, kind: .like, time: request.moment.time) }
            members.append(try service.sheet(.session([]), supposing: events, request.moment, in: snapshot).scores)
            met += likes
        }
        self.own = own
        (self.permitted, self.met) = (permitted, met)
        prior = GroupTaste.together(members, among: permitted)
        isKnown = !own.person.interactions.isEmpty
    }

    /// What was told and is not stored, as events behind the history.
    private static func interactions(_ state: ChatState, _ talk: TitleTalk, _ moment: Moment) -> [Interaction] {
        let time = talk.snapshot.resolution.coarsen(moment.time)
        let told = state.told.filter { !$0.isRecorded }.compactMap { told -> Interaction? in
            guard let item = talk.titles.catalog.index(of: told.id), let kind = told.verdict.event else { return nil }
            return Interaction(item: item, kind: kind, time: time)
        }
        // Who wants titles like one has met it, and likes it.
        let met = Set(state.told.map(\.id))
        let wanted = state.seeds + state.intent.values(.like).compactMap { talk.titles(named: $0).first.map { talk.titles[$0].id } }
        return told
            + wanted.filter { !met.contains($0) }.compactMap { id in
                talk.titles.catalog.index(of: id).map { Interaction(item: $0, kind: .like, time: time) }
            }
    }

    /// The scores, moved by likeness to what was told in this talk: one event more hardly moves a long history.
    private static func leaning(_ sheet: ScoreSheet, _ state: ChatState, _ talk: TitleTalk) -> [Float] {
        let told = state.told.suffix(10).compactMap { told -> (item: ItemIndex, sign: Float)? in
            guard let item = talk.titles.catalog.index(of: told.id) else { return nil }
            switch told.verdict {
            case .liked: return (item, 1)
            case .disliked: return (item, -1)
            case .seen, .refused: return nil
            }
        }
        guard !told.isEmpty else { return sheet.scores }
        var (least, greatest): (Float, Float) = (.infinity, -.infinity)
        sheet.permitted.forEach { position in
            guard sheet.scores[position].isFinite else { return }
            least = min(least, sheet.scores[position])
            greatest = max(greatest, sheet.scores[position])
        }
        let range = greatest > least ? greatest - least : 1
        var scores = sheet.scores
        for (item, sign) in told {
            let row = talk.likeness(to: [item])
            for position in scores.indices where row[position] > 0 && row[position].isFinite {
                scores[position] += sign * TurnAudience.told * range * min(1, row[position])
            }
        }
        return scores
    }
}

extension ChatState.Told.Verdict {
    /// What it is as an event of the person; nil for what says nothing beyond this talk.
    var event: EventKind? {
        switch self {
        case .liked: .thumbsUp
        case .disliked: .thumbsDown
        case .seen: .complete
        case .refused: nil
        }
    }
}

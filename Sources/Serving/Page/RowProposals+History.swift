#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

extension RowProposals {
    /// Whoever saw less of a title than this has only tried it.
    static let tried: Float = 0.1

    /// What was left unfinished and not given up, latest first, and the next episode of what goes on.
    ///
    /// A title is given up when the person said so, when less than a tenth was seen and that is some days ago, or when it rests for
    /// months. Whoever has seen the last episode has finished the series.
    func continueWatching() -> RowProposal? {
        var found: [(item: ItemIndex, chance: Float, order: Int64, share: Float?, episode: Int32)] = []
        for (item, record) in sheet.person.titles where context.permitted.contains(item) {
            guard let (share, episode) = rest(of: item, record) else { continue }
            let days = record.last.map { Double(time.rawValue - $0.rawValue) / 86_400_000 } ?? 0
            let patience = (share ?? 1) < RowProposals.tried && episode <= 1 ? options.abandonedAfter.little : options.abandonedAfter.much
            guard days < patience else { continue }
            let chance = options.resumeValue * Float(exp2(-max(0, days) / options.resumeHalfLife))
            found.append((item, chance, record.last?.rawValue ?? 0, share, episode))
        }
        guard !found.isEmpty else { return nil }
        found.sort { $0.order != $1.order ? $0.order > $1.order : $0.item < $1.item }
        var row = RowProposal(
            id: "continue", kind: .continueWatching, title: words.unfinished.title,
            reason: ServedReason(.unfinished, text: words.unfinished.reason),
            source: .continueWatching, candidates: found.map { PageCandidate($0.item, relevance: logarithm($0.chance)) })
        row.isOrdered = true
        for one in found { row.progress[one.item] = (one.share, one.episode) }
        return row
    }

    /// Where the person would go on; nil where there is nothing to go on with.
    private func rest(of item: ItemIndex, _ record: TitleRecord) -> (share: Float?, episode: Int32)? {
        guard !record.isAbandoned, !record.isDisliked, !record.isRefused else { return nil }
        if record.isFinished {
            guard record.episode > 0, let last = sheet.snapshot.lastEpisode(of: item), record.episode < last else { return nil }
            return (nil, record.episode + 1)
        }
        guard let share = record.completion, share > 0 else { return nil }
        return (share, record.episode)
    }

    /// What was liked and is long ago; songs, games and apps come again after a day.
    func again() -> RowProposal? {
        var found: [ItemIndex] = []
        for (item, record) in sheet.person.titles where context.permitted.contains(item) {
            guard record.speaksForItself(than: averageRating),
                record.isFinished || record.isLiked || record.choices > 1 || record.rating != nil,
                let last = record.last
            else { continue }
            let days = Double(time.rawValue - last.rawValue) / 86_400_000
            if days >= (sheet.snapshot.titles.domain(item).isRepeated ? 1 : options.againAfter) { found.append(item) }
        }
        guard !found.isEmpty else { return nil }
        var keys = found.map { RankedTitles.key(context.relevance($0), $0) }
        keys.sort()
        // They were shown their worth by the person; what a model says of titles that were met is not on the scale of the others.
        let candidates = keys.prefix(options.candidates).map { key in
            let candidate = context.candidate(RankedTitles.item(key))
            return PageCandidate(candidate.item, relevance: min(candidate.relevance, -1))
        }
        return RowProposal(
            id: "again", kind: .again, title: words.again.title, reason: ServedReason(.again, text: words.again.reason), source: .again,
            candidates: candidates)
    }
}

extension ItemDomain {
    var isRepeated: Bool { self == .song || self == .game || self == .app }
}

import Datasets
import Foundation
import Serving

/// People whose last liked film is looked for by its genre and decade, with what they rated before and without.
enum SearchStudyPeople {
    struct Case {
        var text: String
        var history: [RawEvent]
        var target: ItemIndex
        var time: Timestamp
    }

    /// - Parameter lines: of `ratings.dat`, of people who are not imported.
    static func cases(_ lines: [String], _ titles: TitleTable, half: SearchStudyQueries.Half) -> [Case] {
        var people: [(user: Substring, events: [RawEvent])] = []
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: ":", omittingEmptySubsequences: true)
            guard fields.count == 4, let rating = Float(fields[2]),
                let seconds = Int64(fields[3].trimmingCharacters(in: .whitespacesAndNewlines)), half.has(String(fields[0]))
            else { continue }
            let event = RawEvent(
                user: UserID(String(fields[0])), item: ItemID(String(fields[1])), kind: .rating, time: Timestamp(seconds: seconds),
                rating: rating, source: SourcePosition(file: "people", line: number + 1))
            if people.last?.user != fields[0] { people.append((fields[0], [])) }
            people[people.count - 1].events.append(event)
        }
        return Array(people.lazy.compactMap { held($0.events, titles) }.prefix(1_000))
    }

    /// The last film that somebody gave four stars or more, and at most a hundred ratings before it; nil where fewer than ten stand there.
    private static func held(_ events: [RawEvent], _ titles: TitleTable) -> Case? {
        let sorted = events.enumerated().sorted { ($0.element.time!, $0.offset) < ($1.element.time!, $1.offset) }.map(\.element)
        guard let last = sorted.lastIndex(where: { ($0.rating ?? 0) >= 4 }), last >= 10, let id = sorted[last].item,
            let target = titles.catalog.index(of: id), let year = titles[target].year,
            let genre = titles[target].facets[.genre]?.first(where: { SearchStudyQueries.words[$0] != nil })
        else { return nil }
        return Case(
            text: "\(SearchStudyQueries.words[genre]!) from the \(year / 10 * 10)s", history: Array(sorted[..<last].suffix(100)),
            target: target, time: sorted[last].time!)
    }

    /// Success at ten and reciprocal rank within a hundred, with and without the history. A film that was rated before is no answer.
    static func figures(_ cases: [Case], _ service: TasteService) throws -> SearchStudyReport.Personal {
        var (success, reciprocal): ([[Double]], [[Double]]) = ([[], []], [[], []])
        for each in cases {
            for (place, asker) in [Asker.session(each.history), nil].enumerated() {
                let request = SearchRequest(each.text, asker: asker, at: Moment(time: each.time), count: 200, isUnfinished: false)
                let seen = Set(each.history.compactMap(\.item))
                let answer = try service.search(request).list
                let rank = answer.items.lazy.filter { !seen.contains(answer.snapshot.titles[$0.index].id) }.prefix(100)
                    .enumerated().first { $0.element.index == each.target }?.offset
                success[place].append(rank.map { $0 < 10 ? 1 : 0 } ?? 0)
                reciprocal[place].append(rank.map { 1 / Double($0 + 1) } ?? 0)
            }
        }
        let differences = zip(reciprocal[0], reciprocal[1]).map { $0 - $1 }
        let figure = { SearchStudyFigures.rounded(SearchStudyFigures.mean($0)) }
        return SearchStudyReport.Personal(
            people: cases.count, success10: figure(success[0]), success10Without: figure(success[1]),
            meanReciprocalRank: figure(reciprocal[0]), meanReciprocalRankWithout: figure(reciprocal[1]), difference: figure(differences),
            differenceInterval: SearchStudyFigures.interval(differences))
    }
}

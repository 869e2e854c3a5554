import Datasets
import Foundation
import Serving

/// People whose last liked film is looked for by its genre and decade, with what they rated before and without.
struct SearchStudyPeople {
    struct Case {
        var text: String
        var history: [RawEvent]
        var target: ItemIndex
        var time: Timestamp
    }
    let cases: [Case]

    /// - Parameter folder: `people.dat` in it has ratings of people who are not imported, as in `ratings.dat`.
    init(_ folder: String, _ titles: TitleTable) {
        let lines = ((try? String(contentsOfFile: folder + "/people.dat", encoding: .utf8)) ?? "").split(separator: "\n")
        var people: [(user: Substring, events: [RawEvent])] = []
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: ":", omittingEmptySubsequences: true)
            guard fields.count == 4, let rating = Float(fields[2]),
                let seconds = Int64(fields[3].trimmingCharacters(in: .whitespacesAndNewlines))
            else { continue }
            let event = RawEvent(
                user: UserID(String(fields[0])), item: ItemID(String(fields[1])), kind: .rating, time: Timestamp(seconds: seconds),
                rating: rating,
                source: SourcePosition(file: "people", line: number + 1))
            if people.last?.user != fields[0] { people.append((fields[0], [])) }
            people[people.count - 1].events.append(event)
        }
        cases = people.compactMap { SearchStudyPeople.held($0.events, titles) }
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
            target: target,
            time: sorted[last].time!)
    }

    /// Success at ten and mean reciprocal rank within a hundred, with and without the history.
    func figures(_ service: TasteService) throws -> (with: (Double, Double), without: (Double, Double)) {
        var sums = [0.0, 0.0, 0.0, 0.0]
        for each in cases {
            for (place, asker) in [(0, Asker.session(each.history)), (2, nil)] as [(Int, Asker?)] {
                let request = SearchRequest(each.text, asker: asker, at: Moment(time: each.time), count: 100, isUnfinished: false)
                guard let rank = try service.search(request).list.items.firstIndex(where: { $0.index == each.target }) else { continue }
                if rank < 10 { sums[place] += 1 }
                sums[place + 1] += 1 / Double(rank + 1)
            }
        }
        let count = Double(max(1, cases.count))
        return ((sums[0] / count, sums[1] / count), (sums[2] / count, sums[3] / count))
    }
}

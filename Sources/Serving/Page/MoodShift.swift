import Datasets
import Recommenders

/// The mood of the moment: facet values, separated by commas, whose titles rise by `MoodShift.amount` standard deviations of the
/// person's scores. Several values of one title count once. A value that no title has changes nothing.
enum MoodShift {
    static let amount: Float = 1

    static func apply(to sheet: inout ScoreSheet) {
        let moods = (sheet.moment.mood ?? "").split(separator: ",").map(trimmed).filter { !$0.isEmpty }
        guard !moods.isEmpty else { return }
        let titles = sheet.snapshot.titles
        var matching = ItemMask(itemCount: titles.count)
        for mood in moods {
            for facet in titles.facetNames { for item in titles.titles(facet, mood) { matching.insert(item) } }
        }
        sheet.add(amount * sheet.spread, to: matching)
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}

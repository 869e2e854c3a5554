import Datasets
import Recommenders

/// Where a title stands among those that lists choose from.
struct Standing {
    var place: Int?
    var count = 0
    var exclusion: WhyAnswer.Exclusion?

    /// - Complexity: O(V).
    init(of item: ItemIndex, in sheet: ScoreSheet) {
        let own = sheet.scores[item.position]
        // What was met is none of them; asking the mask is much cheaper than asking the person for every title.
        var listed = sheet.permitted
        listed.subtract(sheet.person.met(itemCount: listed.itemCount))
        var better = 0
        sheet.scores.withUnsafeBufferPointer { scores in
            listed.forEach { position in
                guard scores[position] > -.infinity else { return }
                count += 1
                if scores[position] > own || (scores[position] == own && position < item.position) { better += 1 }
            }
        }
        exclusion = Standing.exclusion(of: item, in: sheet)
        place = listed.contains(item) && own > -.infinity ? better + 1 : nil
    }

    private static func exclusion(of item: ItemIndex, in sheet: ScoreSheet) -> WhyAnswer.Exclusion? {
        if sheet.permitted.contains(item) { return sheet.person.titles[item] == nil ? nil : .met }
        let facts = sheet.snapshot.titles.facts[item.position]
        let isAvailable = facts.permits(
            country: sheet.moment.country ?? sheet.person.record.country,
            maturity: TasteService.stricter(sheet.moment.maturity, sheet.person.record.maturity), time: sheet.moment.time)
        return isAvailable ? .refused : .unavailable
    }
}

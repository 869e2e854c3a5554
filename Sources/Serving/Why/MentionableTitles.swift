import Datasets

/// Which titles of a history may be named to the person, or to whoever looks over their shoulder.
///
/// Never those that were hidden from the catalogue, refused, given a thumb down, or that are not for the age that asks. What was
/// erased, hidden from the taste or lies before a new beginning is not in the history in the first place.
struct MentionableTitles {
    private let titles: TitleTable
    private let person: PersonView
    private let maturity: Int?

    init(_ sheet: ScoreSheet) {
        (titles, person) = (sheet.snapshot.titles, sheet.person)
        maturity = TasteService.stricter(sheet.moment.maturity, sheet.person.record.maturity)
    }

    func contains(_ item: ItemIndex) -> Bool {
        guard item.position < titles.count, !titles.facts[item.position].isHidden else { return false }
        if let maturity, (titles.facts[item.position].maturity ?? TitleFacts.adult) > maturity { return false }
        guard let record = person.titles[item] else { return true }
        return !record.isRefused && !record.isDisliked
    }
}

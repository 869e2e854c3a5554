import Datasets
import Recommenders
import Understanding

extension CatalogueMeanings {
    /// What a query asks for in the words of a model's intent heads, so that what was typed takes the place of what is predicted.
    ///
    /// An aspect is filled only where the query leaves no choice: one genre, years that lie within one class of age. What a query rules
    /// out, or says along with a story, is no wish.
    /// - Parameter year: of the request.
    /// - Returns: nil where nothing of it concerns a head.
    func wish(_ intent: Intent, in year: Int, _ vocabulary: Recommenders.IntentVocabulary) -> IntentWish? {
        var wish = IntentWish()
        let genres = intent.values(.genre)
        if genres.count == 1, let head = vocabulary[.genre] { wish.genre = genre(genres[0], head) }
        if let format = intent.format, let head = vocabulary[.format] {
            wish.format = CatalogueMeanings.formats[format]?.first { head.place(of: $0) != nil }
        }
        if let years = intent.years, vocabulary[.recency] != nil { wish.recency = CatalogueMeanings.age(years, in: year)?.rawValue }
        return wish.isEmpty ? nil : wish
    }

    /// The class of a head that a genre means; where the catalogue writes one genre in several ways, the one that is chosen most.
    private func genre(_ meaning: String, _ head: Recommenders.IntentVocabulary.Head) -> String? {
        let names = genreNames["genre:" + meaning] ?? []
        return zip(head.classes, head.shares).filter { names.contains($0.0) }.max { $0.1 < $1.1 }?.0
    }

    /// Formats as catalogues write them.
    private static let formats: [IntentPart.Format: [String]] = [
        .film: ["film", "movie", "feature", "feature film"], .series: ["series", "tv series", "tv show", "show", "tv"],
    ]

    /// The class of age in which all the years lie; nil where they lie in several.
    private static func age(_ years: IntentPart.Bounds, in year: Int) -> ReleaseRecency? {
        let youngest = years.to.map { ReleaseRecency(years: year - $0) } ?? .new
        let oldest = years.from.map { ReleaseRecency(years: year - $0) } ?? .classic
        return youngest == oldest ? youngest : nil
    }
}

extension ServingSnapshot {
    /// A moment at which words were said: what they ask for reaches the model that serves, where it has heads for it.
    func moment(_ moment: Moment, meaning intent: Intent, _ meanings: CatalogueMeanings) -> Moment {
        guard let vocabulary = engine.intents else { return moment }
        var moment = moment
        moment.meant = meanings.wish(intent, in: CalendarDate(moment.time).year, vocabulary)
        return moment
    }
}

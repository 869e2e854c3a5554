import Datasets

/// What a column may be.
enum ColumnRole: String, CaseIterable, Sendable, Codable {
    case user, item, time, rating, duration, completion, length, kind, device, locale, surface
    case title, year, text, released, facet, identifier, attribute, event
    /// How often: an aggregate, which no event field takes.
    case count
}

/// What a name says, and how loudly.
struct NamedRole: Equatable {
    var role: ColumnRole
    /// 1 = the word itself, such as `user_id`; 0.5 = a hint.
    var strength: Double
}

extension ColumnRole {
    private static let users: Set<String> = [
        "user", "customer", "member", "account", "profile", "reviewer", "visitor", "viewer", "person", "listener", "subscriber", "buyer",
        "consumer", "reader", "household", "uid", "cust", "client", "patron", "guest", "patient", "learner", "student",
    ]
    private static let items: Set<String> = [
        "item", "movie", "film", "video", "track", "song", "music", "article", "product", "asin", "sku", "game", "app", "book", "isbn",
        "show", "content", "artist", "album", "media", "podcast", "recipe", "business", "news", "ad", "advert", "programme", "program",
        "series", "anime", "poi", "venue", "course", "job", "hotel", "iid", "creative", "title", "listing", "restaurant", "beer", "work",
    ]
    private static let times: Set<String> = [
        "timestamp", "time", "date", "datetime", "ts", "at", "when", "unix", "epoch", "day", "created",
    ]
    private static let ratings: Set<String> = ["rating", "score", "stars", "star", "overall", "grade", "vote", "preference", "rate"]
    private static let durations: Set<String> = [
        "duration", "dwell", "hours", "minutes", "seconds", "runtime", "length", "playtime", "watchtime",
    ]
    private static let activity: Set<String> = [
        "play", "watch", "watched", "listen", "listened", "played", "dwell", "stay", "spent", "view", "viewed",
    ]
    private static let kinds: Set<String> = [
        "event", "action", "behavior", "behaviour", "type", "activity", "kind", "verb", "label", "feedback",
    ]
    private static let devices: Set<String> = ["device", "platform", "os", "agent", "browser", "machine", "client"]
    private static let locales: Set<String> = ["country", "language", "locale", "lang", "region", "market"]
    private static let surfaces: Set<String> = [
        "surface", "page", "environment", "referrer", "referer", "source", "channel", "place", "location", "companion", "daytime",
        "weather",
        "context", "homework", "screen", "row", "shelf", "section", "situation", "weekday", "isweekend",
    ]
    private static let facets: Set<String> = [
        "genre", "genres", "category", "categories", "tag", "tags", "director", "cast", "actors", "actor", "stars", "writer", "brand",
        "keyword",
        "keywords", "developer", "publisher", "author", "authors", "mood", "topic", "topics", "origin", "certificate", "color",
        "department",
        "artist", "artists", "album", "label", "type", "language",
    ]
    private static let texts: Set<String> = [
        "overview", "description", "plot", "synopsis", "summary", "text", "abstract", "extract", "desc", "body",
    ]
    private static let counts: Set<String> = [
        "count", "cnt", "playcount", "plays", "views", "times", "frequency", "weight", "quantity", "n",
    ]
    private static let schemes: Set<String> = [
        "imdb", "tmdb", "tvdb", "asin", "isbn", "musicbrainz", "mbid", "spotify", "wikidata", "href", "url",
    ]
    /// Words that make a measure or a property of what would be an id.
    private static let properties: Set<String> = [
        "feature", "affinity", "size", "name", "category", "age", "gender", "sex", "emo", "rank", "position", "index", "popularity",
        "release",
        "birth", "level", "score", "rec",
    ]

    /// Words of a name: `click_article_id`, `userId`, `User ID`, `item_id:token` → lower case, `id` split off.
    static func words(_ name: String) -> [String] {
        let plain = name.utf8.firstIndex(of: UInt8(ascii: ":")).map { name[..<$0] } ?? name[...]
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in plain.unicodeScalars {
            let isUpper = character.properties.isUppercase
            if !character.properties.isAlphabetic, !("0"..."9").contains(character) || word.isEmpty {
                if !word.isEmpty { words.append(word) }
                word = ""
                wasLower = false
                continue
            }
            if isUpper, wasLower {
                words.append(word)
                word = ""
            }
            word += character.properties.lowercaseMapping
            wasLower = !isUpper
        }
        if !word.isEmpty { words.append(word) }
        return words.flatMap { word in
            word.count > 3 && word.hasSuffix("id") && (users.union(items)).contains(String(word.dropLast(2)))
                ? [String(word.dropLast(2)), "id"] : [word]
        }
    }

    /// What a name says at its loudest; nil when it says nothing.
    static func byName(_ name: String) -> NamedRole? { allByName(name).first }

    /// Everything that a name may mean, loudest first.
    static func allByName(_ name: String) -> [NamedRole] {
        let words = words(name)
        guard !words.isEmpty, words.count <= 8 else { return [] }
        let set = Set(words)
        let isID = set.contains("id") || set.contains("key") || set.contains("code")
        let isProperty = !set.isDisjoint(with: properties)
        var found: [NamedRole] = []
        func add(_ role: ColumnRole, _ strength: Double) { found.append(NamedRole(role: role, strength: strength)) }
        if !set.isDisjoint(with: users), !isProperty { add(.user, isID || words.count == 1 ? 1 : 0.5) }
        if !set.isDisjoint(with: items), !isProperty {
            add(.item, isID || words == ["asin"] || words == ["item"] ? 1 : words.count == 1 ? 0.6 : 0.4)
        }
        addTimes(words, set, isProperty, &found)
        if !set.isDisjoint(with: ratings), !set.contains("count") { add(.rating, words.count == 1 ? 1 : 0.6) }
        if !set.isDisjoint(with: kinds) { add(.kind, words.count <= 2 && set.isDisjoint(with: ["rec"]) ? 0.7 : 0.3) }
        if !set.isDisjoint(with: devices) { add(.device, 0.7) }
        if !set.isDisjoint(with: locales) { add(.locale, 0.7) }
        if !set.isDisjoint(with: surfaces) { add(.surface, 0.6) }
        if !set.isDisjoint(with: facets) { add(.facet, 0.7) }
        if !set.isDisjoint(with: texts) { add(.text, 0.7) }
        if set.contains("title") || set.contains("name") { add(.title, set.contains("title") || words.count <= 2 ? 0.9 : 0.5) }
        if set.contains("year") { add(.year, 0.9) }
        if set.contains("release") || set.contains("released") { add(.released, 0.7) }
        if !set.isDisjoint(with: counts), set.count <= 2 { add(.count, 0.8) }
        if !set.isDisjoint(with: schemes) { add(.identifier, 0.7) }
        if set.contains("session") { add(.attribute, 0.4) }
        return found.sorted { $0.strength > $1.strength }
    }

    private static func addTimes(_ words: [String], _ set: Set<String>, _ isProperty: Bool, _ found: inout [NamedRole]) {
        let isActivity = !set.isDisjoint(with: activity)
        let isTime = !set.isDisjoint(with: times) || words.contains { $0.hasSuffix("timestamp") }
        if !set.isDisjoint(with: durations) || (isActivity && set.contains("time")) {
            // What was played is how long it was watched; a duration beside it is how long the item is.
            found.append(NamedRole(role: isActivity || set.contains("hours") ? .duration : .length, strength: isActivity ? 1 : 0.6))
            found.append(NamedRole(role: isActivity ? .length : .duration, strength: isActivity ? 0.2 : 0.7))
        }
        if isTime, !isActivity || set.contains("at") || set.contains("timestamp"), !set.contains("release") {
            found.append(NamedRole(role: .time, strength: set.contains("timestamp") || words.count == 1 ? 1 : 0.8))
        }
        if set.contains("completion") || set.contains("progress") || set.contains("percent") || set.contains("ratio") {
            found.append(NamedRole(role: .completion, strength: 0.7))
        }
    }

    /// The words of logs and what they mean.
    static let vocabulary: [String: EventKind] = [
        "view": .open, "pageview": .open, "detail": .open, "open": .open, "click": .click, "clicked": .click, "play": .play,
        "played": .play,
        "start": .play, "watch": .play, "watched": .play, "stream": .play, "listen": .play, "pause": .pause, "resume": .resume,
        "progress": .progress, "heartbeat": .progress, "complete": .complete, "completed": .complete, "finish": .complete,
        "finished": .complete,
        "stop": .progress, "abandon": .abandon, "skip": .skip, "trailer": .trailer, "rating": .rating, "rate": .rating, "rated": .rating,
        "like": .like, "liked": .like, "love": .like, "favorite": .like, "favourite": .like, "dislike": .dislike, "hate": .dislike,
        "thumbsup": .thumbsUp, "thumbs_up": .thumbsUp, "thumbsdown": .thumbsDown, "thumbs_down": .thumbsDown, "review": .review,
        "purchase": .purchase, "buy": .purchase, "order": .purchase, "transaction": .purchase, "cart": .addToCart, "addtocart": .addToCart,
        "add_to_cart": .addToCart, "install": .install, "read": .read, "share": .share, "follow": .follow, "hide": .hide, "search": .search,
        "impression": .impression, "show": .impression, "display": .impression, "wishlist": .listAdd, "list_add": .listAdd,
        "save": .listAdd,
        "bookmark": .listAdd, "collect": .listAdd,
    ]
}

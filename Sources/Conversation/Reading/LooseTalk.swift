/// Tells wishes from talk: "a scary film, please" decides what is shown, "I watched it with my sister, who hates scary films" does not.
///
/// A sentence is talk where it has a subject that acts, is longer than an order is, and says nowhere that something is wanted; and
/// where it asks the other side what they saw or thought. What it names moves titles up and excludes none.
enum LooseTalk {
    /// Words up to which a sentence is taken at its word: "I love old westerns".
    static let order = 6

    static func isTalk(_ sentence: [TurnWord]) -> Bool {
        let words = sentence.map(\.text)
        guard let first = words.first, !words.contains(where: { $0.unicodeScalars.contains(where: TurnWords.isIdeograph) }) else {
            return false
        }
        if words.contains(where: wishing.contains) { return false }
        if words.count > 1, asking.contains(first), subjects.contains(words[1]) { return asksBack(words) }
        return words.count > order && words.prefix(4).contains(where: subjects.contains)
    }

    /// "Have you seen it?" and "is it scary?", and not "do you have a crime film?" or "are there any westerns?".
    private static func asksBack(_ words: [String]) -> Bool {
        guard words[1] == "you" else { return !words[1].hasPrefix("there") && !words.contains(where: titles.contains) }
        return words.dropFirst(2).prefix(2).contains(where: meeting.contains)
    }

    private static let meeting: Set<String> = [
        "seen", "see", "watched", "watch", "heard", "hear", "enjoy", "enjoyed", "liked", "loved", "think", "thought", "ever", "remember",
    ]

    /// Whether words answer, ask back or tell, and describe no title: "okay, doesn't that have a dog in it?".
    static func isAside(_ words: [String]) -> Bool {
        guard let first = words.first, !words.contains(where: titles.contains) else { return false }
        if asking.contains(first) || answering.contains(first) { return true }
        return words.prefix(4).contains(where: subjects.contains) && !words.contains(where: wishing.contains)
    }

    /// Words for what is looked for.
    private static let titles: Set<String> = [
        "something", "anything", "film", "films", "movie", "movies", "story", "stories", "series", "show", "shows", "documentary",
    ]

    private static let answering: Set<String> = [
        "would", "could", "will", "what", "whats", "who", "how", "why", "ok", "okay", "yes", "yeah", "no", "thanks", "thank", "sounds",
        "cool", "great", "nice", "awesome", "oh", "wow", "lol", "haha", "sure",
    ]

    private static let subjects: Set<String> = [
        "my", "our", "his", "her", "their", "i", "ive", "im", "id", "it", "its", "he", "hes", "she", "shes", "they", "theyre", "theyve",
        "you", "youre", "youve", "we", "weve",
        "that", "thats", "this", "there", "theres", "those", "these", "everyone", "everybody", "people",
    ]

    private static let asking: Set<String> = [
        "have", "has", "did", "do", "does", "are", "is", "was", "were", "didnt", "isnt", "arent", "wasnt",
    ]

    /// Words that want something: where one stands, the sentence is a wish, however long.
    private static let wishing: Set<String> = [
        "want", "wanted", "wanna", "looking", "recommend", "recommendation", "recommendations", "suggest", "suggestion", "suggestions",
        "show",
        "give", "find", "something", "anything", "please", "mood", "need", "prefer", "rather", "fancy", "feel", "feeling", "search",
        "searching",
        "only", "without", "except", "should", "must", "like", "hate", "cant", "dont", "not", "no", "nothing", "avoid", "know",
    ]
}

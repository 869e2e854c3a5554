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
        if words.count > 1, asking.contains(first), subjects.contains(words[1]) { return true }
        return words.count > order && words.prefix(4).contains(where: subjects.contains)
    }

    private static let subjects: Set<String> = [
        "my", "our", "his", "her", "their", "i", "ive", "im", "id", "it", "its", "he", "hes", "she", "shes", "they", "theyre", "theyve", "you", "youre", "youve", "we", "weve",
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

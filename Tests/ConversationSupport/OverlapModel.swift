import Understanding

/// A scripted model that chooses from candidates by the words that they share with what was said: the same words, the same choice.
///
/// It stands for a connected language model where a choice is measured: whatever it does, it can only name candidates.
package struct OverlapModel: LanguageModel {
    package let name = "overlap"
    package init() {}

    /// What people say for a genre.
    private static let genres: [String: [String]] = [
        "comedy": ["funny", "comedies", "laugh", "hilarious"], "horror": ["scary", "creepy", "scared"], "romance": ["romantic", "love"],
        "sci-fi": ["scifi", "sci", "space", "alien", "aliens"], "thriller": ["suspense", "suspenseful", "thrillers"],
        "animation": ["animated", "disney", "pixar", "cartoon"], "family": ["kids", "family", "children"], "crime": ["mob", "gangster"],
    ]

    package func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        guard let data = try? JSONTree.read(request.messages.last?.text ?? ""), let candidates = data["candidates"]?.array else {
            return LanguageAnswer(text: "{}")
        }
        let said = (data["said"]?.array ?? []).compactMap(\.string).map { Set(OverlapModel.words($0)) }
        let liked = Set((data["liked"]?.array ?? []).compactMap(\.string).suffix(3).flatMap(OverlapModel.words)).subtracting(
            OverlapModel.small)
        let scores = candidates.map { candidate in
            // A sequel shares its name with what was liked.
            let kin = OverlapModel.words(candidate["title"]?.string ?? "").contains(where: liked.contains) ? 1.0 : 0
            // The latest message counts most, and every place in the list costs a little.
            return said.reversed().enumerated().reduce(kin) { $0 + OverlapModel.overlap(candidate, $1.element) / Double($1.offset + 1) }
        }
        let order = scores.indices.sorted { (scores[$1] - 0.2 * Double($1), $0) < (scores[$0] - 0.2 * Double($0), $1) }
        let picks = order.prefix(10).map { JSONTree.number(Double($0 + 1)) }
        return LanguageAnswer(text: JSONTree.object(["picks": .array(picks)]).text)
    }

    private static let small: Set<String> = ["the", "a", "an", "of", "and", "in", "to", "on", "for", "with", "my", "me", "is", "it", "s"]
    private static func words(_ text: String) -> [String] { text.lowercased().split { !$0.isLetter }.map(String.init) }

    private static func overlap(_ candidate: JSONTree, _ said: Set<String>) -> Double {
        var score = 0.0
        for genre in (candidate["genres"]?.array ?? []).compactMap(\.string).map({ $0.lowercased() }) {
            if said.contains(genre) || (genres[genre] ?? []).contains(where: said.contains) { score += 1 }
        }
        for person in (candidate["people"]?.array ?? []).compactMap(\.string) where words(person).allSatisfy(said.contains) { score += 2 }
        return score
    }
}

import Datasets
import Foundation
import Serving

/// Titles to look for, and words as people mistype them.
enum SearchWorld {
    /// Another spelling after one change: a letter left out, doubled, exchanged or swapped with its neighbour, in a word of four letters or more.
    static func mistyped(_ title: String, _ random: inout SeededGenerator) -> String? {
        var words = title.split(separator: " ").map { Array($0) }
        let long = words.indices.filter { words[$0].count >= 4 && words[$0].allSatisfy { $0.isLetter && $0.isASCII } }
        guard let word = long.randomElement(using: &random) else { return nil }
        let place = Int.random(in: 0..<words[word].count - 1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: words[word].remove(at: place)
        case 1: words[word].insert(words[word][place], at: place)
        case 2: words[word].swapAt(place, place + 1)
        default: words[word][place] = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random)!
        }
        return words.map { String($0) }.joined(separator: " ")
    }

    /// Share of questions that find what they ask for among the first ten.
    static func success(
        _ questions: [(text: String, isAnswer: (Item) -> Bool)], _ service: TasteService, _ time: Timestamp
    ) throws -> Double {
        var found = 0
        for question in questions {
            let answer = try service.search(SearchRequest(question.text, at: Moment(time: time), count: 10))
            if answer.list.items.contains(where: { question.isAnswer(answer.list.snapshot.titles[$0.index]) }) { found += 1 }
        }
        return Double(found) / Double(questions.count)
    }

    /// What the product is judged by: exact titles, titles with one change, people.
    static func questions(
        _ titles: TitleTable, _ random: inout SeededGenerator
    ) -> (
        exact: [(text: String, isAnswer: (Item) -> Bool)], mistyped: [(text: String, isAnswer: (Item) -> Bool)],
        people: [(text: String, isAnswer: (Item) -> Bool)]
    ) {
        var (exact, wrong, people): ([(String, (Item) -> Bool)], [(String, (Item) -> Bool)], [(String, (Item) -> Bool)]) = ([], [], [])
        for item in titles.catalog.items {
            let name = plain(item.title)
            let id = item.id
            exact.append((name, { $0.id == id }))
            if let text = mistyped(name, &random) { wrong.append((text, { $0.id == id })) }
            if let person = item.facets[.cast]?.randomElement(using: &random) {
                people.append((person, { $0.facets[.cast]?.contains(person) ?? false }))
            }
        }
        return (exact, wrong, people)
    }

    /// As somebody types it: without the year and "Matrix, The" the right way round.
    static func plain(_ title: String) -> String {
        var text = title
        if let open = text.range(of: " (") { text = String(text[..<open.lowerBound]) }
        for article in ["The", "A", "An"] where text.hasSuffix(", " + article) { text = article + " " + text.dropLast(article.count + 2) }
        return text
    }

    static func folder(of service: TasteService) -> String { service.workspace.folder }
}

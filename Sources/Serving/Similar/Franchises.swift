import Datasets

/// Titles that belong together by their names: sequels, parts and episodes.
///
/// "Toy Story 2", "The Matrix Reloaded" and "Star Wars: Episode V" name what they continue: the title without number, part and
/// subtitle, or a title with which they begin.
struct Franchises: Sendable {
    /// Titles of the same root, where there is more than one; by title.
    private let groups: [ItemIndex: [ItemIndex]]

    /// - Complexity: O(words of all titles).
    init(_ names: TitleNames) {
        let catalog = names.catalog
        var titlesByRoot: [[UInt8]: [ItemIndex]] = [:]
        let bases = catalog.items.map { Franchises.base($0.title) }
        let known = Set(bases)
        for (position, base) in bases.enumerated() where !base.isEmpty {
            titlesByRoot[Franchises.root(base, known), default: []].append(ItemIndex(position))
        }
        var groups: [ItemIndex: [ItemIndex]] = [:]
        for (root, items) in titlesByRoot where items.count > 1 {
            // One word before very many titles is a word, and no name.
            if items.count > 12, !root.contains(WordFold.blank) { continue }
            for item in items { groups[item] = items }
        }
        self.groups = groups
    }

    /// Other titles of the same name, in order of their index.
    func companions(of item: ItemIndex) -> [ItemIndex] { (groups[item] ?? []).filter { $0 != item } }

    /// The name without year, subtitle, article and final number.
    static func base(_ title: String) -> [UInt8] {
        var name = TitleNames.spellings(title)[0]
        for mark in [": ", " - ", " – "] { if let cut = name.firstRange(of: mark) { name = String(name[..<cut.lowerBound]) } }
        var words = WordFold.words(WordFold.fold(TitleNames.articleFirst(name))).map(Array.init)
        if words.count > 1, Numerals.articles.contains(words[0]) { words.removeFirst() }
        while words.count > 1, let last = words.last, isNumber(last) || parts.contains(last) { words.removeLast() }
        return Array(words.joined(separator: [WordFold.blank]))
    }

    /// The shortest other base with which this one begins, word by word.
    private static func root(_ base: [UInt8], _ known: Set<[UInt8]>) -> [UInt8] {
        for (place, byte) in base.enumerated() where byte == WordFold.blank && place >= 4 {
            let beginning = Array(base[..<place])
            if known.contains(beginning) { return beginning }
        }
        return base
    }

    private static func isNumber(_ word: [UInt8]) -> Bool {
        word.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            || (word != Array("v".utf8) && word != Array("x".utf8) && Numerals.other(word[...]) != nil)
    }

    private static let parts = Set(["part", "chapter", "volume", "vol", "episode", "pt"].map { Array($0.utf8) })
}

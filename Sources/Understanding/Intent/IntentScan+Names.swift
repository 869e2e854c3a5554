extension IntentScan {
    typealias Named = (name: String, range: Range<Int>)

    // MARK: Titles

    /// The query, or what a wish leaves of it, as the name of a title or a person; small errors are forgiven once nothing else is meant.
    mutating func readWhole(from start: Int) -> Bool {
        guard start < tokens.count, vocabulary.longest(tokens, at: start)?.count != tokens.count - start else { return false }
        let whole = start..<tokens.count
        if let name = exactTitle(whole) {
            take([.title(name)], whole)
            return true
        }
        if let begun = begunTitle(whole) {
            take([.title(begun.name)], whole)
            return true
        }
        // A word that is of no title and of no table is misspelt, perhaps in the middle of a name: "american beuty".
        if whole.count > 1, whole.contains(where: isStrange), let near = nearTitle(whole) {
            take([.title(near.name)], whole)
            return true
        }
        return false
    }

    private func isStrange(_ place: Int) -> Bool {
        let token = tokens[place]
        return token.text.utf8.count >= 4 && !token.isIdeograph && !lexicon.knownWords.contains(token.text)
            && !token.text.utf8.contains { $0 < 0x3A }
            && !QueryTokens.functionWords.contains(token.text) && vocabulary.phrases[token.text] == nil
    }

    func exactTitle(_ range: Range<Int>) -> String? {
        guard range.count <= NameTable.wordLimit else { return nil }
        return lexicon.titles.exact(key(range)).map { lexicon.titles.names[$0] }
    }

    /// A title that a range names, exactly or nearly.
    mutating func title(_ range: Range<Int>) -> Named? {
        if let name = exactTitle(range) { return (name, range) }
        return nearTitle(range)
    }

    private mutating func nearTitle(_ range: Range<Int>) -> Named? {
        guard looks > 0, range.count <= NameTable.wordLimit, !range.isEmpty else { return nil }
        // One word of a phrase table is that word, not a misspelt film.
        if range.count == 1, vocabulary.phrases[tokens[range.lowerBound].text] != nil { return nil }
        // Where every word is one of some title, nothing is misspelt, unless a long name lacks little.
        if range.count < 3, range.allSatisfy({ lexicon.knownWords.contains(tokens[$0].text) }) { return nil }
        looks -= 1
        return lexicon.titles.nearest(key(range)).map { (lexicon.titles.names[$0.name], range) }
    }

    /// The longest title that begins at a place and ends before `end`.
    mutating func titleBeginning(at start: Int, before end: Int) -> Named? {
        let most = min(end, start + NameTable.wordLimit, start + lexicon.titles.longest)
        guard start < most else { return nil }
        for stop in stride(from: most, to: start, by: -1) { if let name = exactTitle(start..<stop) { return (name, start..<stop) } }
        for stop in stride(from: most, to: start, by: -1) { if let near = nearTitle(start..<stop) { return near } }
        return nil
    }

    /// "The Matrix but funnier": what stands before "but" is a title to be like, when it is one.
    mutating func readBeforeBut(from start: Int) {
        guard let but = tokens.indices.first(where: { $0 > start && isBut($0) }), but + 1 < tokens.count else { return }
        guard vocabulary.longest(tokens, at: start)?.count != but - start, let name = title(start..<but) else { return }
        take([.like(name.name)], name.range)
    }

    private func isBut(_ place: Int) -> Bool { ["but", "only", "但", "不过"].contains(tokens[place].text) }

    /// 《…》 and “…”: the name of a title, where there is one.
    mutating func readQuoted() -> Bool {
        guard tokens[place].before == .quote else { return false }
        let end = tokens.indices.first { $0 > place && tokens[$0].before == .quote } ?? tokens.count
        guard let name = title(place..<end) else { return false }
        take([end == tokens.count || isAlone(place..<end) ? .title(name.name) : .like(name.name)], name.range)
        return true
    }

    private func isAlone(_ range: Range<Int>) -> Bool {
        tokens.indices.allSatisfy { range.contains($0) || uses[$0] != .meaning }
    }

    // MARK: Like

    /// "like Alien and Blade Runner", “像盗梦空间一样”.
    mutating func readLike() -> Bool {
        guard let cue = vocabulary.longest(tokens, at: place, where: { $0.contains { $0.kind == .like } }) else { return false }
        if let kept = vocabulary.longest(tokens, at: place), kept.count > cue.count { return false }
        let needsMore = ["和", "跟", "与"].contains(tokens[place].text)
        var next = place + cue.count
        var found: [Named] = []
        while next < tokens.count, let name = likedTitle(at: next, strict: needsMore) {
            found.append(name)
            next = name.range.upperBound
            let link =
                ["and", "or", "meets", "和", "与"].contains(word(next) ?? "")
                || tokens.indices.contains(next) && tokens[next].before == .comma && likedTitle(at: next, strict: true) != nil
            guard link else { break }
            if tokens[next].before != .comma || ["and", "or", "meets", "和", "与"].contains(tokens[next].text) { next += 1 }
        }
        guard !found.isEmpty else { return false }
        next = found.last!.range.upperBound
        if let after = vocabulary.longest(tokens, at: next, where: { $0.contains { $0.kind == .roleAfter && $0.value == "like" } }) {
            next += after.count
        } else if needsMore {
            return false
        }
        let start = place
        for name in found { take([.like(name.name)], name.range) }
        for place in start..<next where uses[place] == .free { uses[place] = .filler }
        place = next
        return true
    }

    private mutating func likedTitle(at start: Int, strict: Bool) -> Named? {
        var first = start
        if let word = word(first), ["film", "movie", "show"].contains(word), first + 1 < tokens.count { first += 1 }
        let end =
            tokens.indices.first {
                $0 > first && (isBut($0) || tokens[$0].before == .quote && tokens[first].before == .quote || tokens[$0].before == .comma)
            } ?? tokens.count
        if strict {
            for stop in stride(from: min(end, first + NameTable.wordLimit), to: first, by: -1) {
                if let name = exactTitle(first..<stop) { return (name, first..<stop) }
            }
            return nil
        }
        return begunLike(first..<end) ?? titleBeginning(at: first, before: end)
    }
}

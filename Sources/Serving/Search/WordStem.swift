/// Takes endings of English words off, so that "drives", "driving" and "drove" meet where they can.
///
/// A few suffixes of Porter's first step, "An algorithm for suffix stripping", Program 1980; other scripts stay as they are.
enum WordStem {
    static func stem(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard word.count >= 4, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        var stem = word
        for ending in endings where stem.count >= ending.count + 3 && stem.suffix(ending.count).elementsEqual(ending) {
            stem = stem.dropLast(ending.count)
            break
        }
        // "running", "stopped": the doubled letter was not of the word; "stories" and "story" end alike.
        if stem.count > 3, stem.count < word.count, stem.last == stem[stem.endIndex - 2], stem.last != UInt8(ascii: "l"),
            stem.last != UInt8(ascii: "s")
        {
            stem = stem.dropLast()
        }
        while stem.count > 3, let last = stem.last, last == UInt8(ascii: "e") || last == UInt8(ascii: "y") || last == UInt8(ascii: "i") {
            stem = stem.dropLast()
        }
        return stem
    }

    private static let endings = ["ingly", "ings", "ing", "edly", "ed", "ies", "ers", "er", "es", "ly", "s"].map { Array($0.utf8) }
}

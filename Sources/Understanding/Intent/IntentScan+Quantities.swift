extension IntentScan {
    // MARK: Ages

    /// "for my 8 year old", “适合8岁孩子”; fixed phrases are in the vocabulary.
    mutating func readAge() -> Bool {
        for first in [place, place + 1, place + 2] where first < tokens.count {
            guard first == place || isBeforeAge(place..<first) else { break }
            guard let (value, end) = IntentNumbers.number(tokens, at: first), value >= 1, value <= 18 else { continue }
            if word(end) == "岁" {
                var after = end + 1
                for rest in ["以上", "的孩子", "孩子", "小孩", "儿童"] where tokens[after...].prefix(rest.count).map(\.text).joined() == rest {
                    after += rest.count
                    break
                }
                take([.maturity(Int(value))], place..<after)
                return true
            }
            guard word(end) == "year" || word(end) == "years", ["old", "olds"].contains(word(end + 1) ?? "") else { continue }
            // "a 12 year old boy befriends": the age of somebody in the story.
            guard first > place else { return false }
            take([.maturity(Int(value))], place..<end + 2)
            return true
        }
        return false
    }

    private func isBeforeAge(_ range: Range<Int>) -> Bool {
        if range.count == 2,
            tokens[range].map(\.text).joined() == "适合" || tokens[range].map(\.text) == ["for", "my"]
                || tokens[range].map(\.text) == ["for", "a"] || tokens[range].map(\.text) == ["for", "an"]
        {
            return true
        }
        if range.count == 2 {
            return ["to", "for", "with"].contains(tokens[range.lowerBound].text)
                && ["a", "an", "my", "our", "the"].contains(tokens[range.lowerBound + 1].text)
        }
        return ["for", "to", "with", "适"].contains(tokens[range.lowerBound].text)
    }

    // MARK: Years

    mutating func readYears() -> Bool {
        readRelativeYears() || readYearRange() || readBoundedYear() || readPlainYears()
    }

    private func isShort(_ words: Set<String>, _ place: Int) -> Bool { word(place).map(words.contains) ?? false }

    /// "from the last five years", “近三年”, "last decade".
    private mutating func readRelativeYears() -> Bool {
        var next = place
        while isShort(["from", "in", "of", "the", "over", "within"], next) { next += 1 }
        if isShort(["last", "past", "previous", "recent"], next) {
            if isShort(["decade"], next + 1) { return takeYears(IntentPart.Bounds(from: year - 10), next + 2) }
            if let (value, end) = IntentNumbers.number(tokens, at: next + 1), isShort(["years", "year"], end), value <= 150 {
                return takeYears(IntentPart.Bounds(from: year - Int(value)), end + 1)
            }
            if word(next) != "recent", isShort(["year"], next + 1), word(next + 1) == "year" {
                return takeYears(IntentPart.Bounds(from: year - 1, to: year - 1), next + 2)
            }
        }
        if isShort(["this"], next), isShort(["year"], next + 1) { return takeYears(IntentPart.Bounds(from: year, to: year), next + 2) }
        guard next == place else { return false }
        for cue in ["最近", "过去", "近", "这"] where text(place, cue.count) == cue {
            if let (value, end) = IntentNumbers.number(tokens, at: place + cue.count), word(end) == "年", value <= 150 {
                var end = end + 1
                if ["来", "内"].contains(word(end) ?? "") { end += 1 }
                return takeYears(IntentPart.Bounds(from: year - Int(value)), end)
            }
        }
        if text(place, 2) == "今年" { return takeYears(IntentPart.Bounds(from: year, to: year), place + 2) }
        if text(place, 2) == "去年" { return takeYears(IntentPart.Bounds(from: year - 1, to: year - 1), place + 2) }
        return false
    }

    private func text(_ place: Int, _ count: Int) -> String {
        tokens[min(place, tokens.count)..<min(tokens.count, place + count)].map(\.text).joined()
    }

    private mutating func takeYears(_ bounds: IntentPart.Bounds, _ end: Int) -> Bool {
        take([.years(bounds)], place..<end)
        return true
    }

    /// "between 1970 and 1985", "1985-1995", "90s or 2000s", “1990到2000年”.
    private mutating func readYearRange() -> Bool {
        let start = isShort(["between", "from"], place) ? place + 1 : place
        guard let (first, end) = IntentNumbers.year(tokens, at: start), end < tokens.count else { return false }
        let isLinked = isShort(["and", "to", "until", "till", "through", "or", "到", "至"], end)
        guard isLinked || tokens[end].before == .hyphen, let (second, behind) = IntentNumbers.year(tokens, at: isLinked ? end + 1 : end)
        else { return false }
        return takeYears(IntentPart.Bounds(from: min(first.from, second.from), to: max(first.to, second.to)), behind)
    }

    /// "before 1980", "since 2015", "no older than 2018", “1980年以前”.
    private mutating func readBoundedYear() -> Bool {
        if readYearBefore() { return true }
        guard let (value, end) = IntentNumbers.year(tokens, at: place) else { return false }
        for (suffix, bounds) in [
            ("以前", IntentPart.Bounds(to: value.from - 1)), ("之前", IntentPart.Bounds(to: value.from - 1)),
            ("以后", IntentPart.Bounds(from: value.to + 1)),
            ("之后", IntentPart.Bounds(from: value.to + 1)), ("以来", IntentPart.Bounds(from: value.from)),
            ("至今", IntentPart.Bounds(from: value.from)),
            ("起", IntentPart.Bounds(from: value.from)), ("前", IntentPart.Bounds(to: value.from - 1)),
            ("后", IntentPart.Bounds(from: value.to + 1)),
        ] where text(end, suffix.count) == suffix { return takeYears(bounds, end + suffix.count) }
        if isShort(["onwards", "onward"], end) { return takeYears(IntentPart.Bounds(from: value.from), end + 1) }
        if isShort(["and"], end), isShort(["later", "newer", "after", "onwards"], end + 1) {
            return takeYears(IntentPart.Bounds(from: value.from), end + 2)
        }
        if isShort(["or", "and"], end), isShort(["earlier", "older", "before"], end + 1) {
            return takeYears(IntentPart.Bounds(to: value.to), end + 2)
        }
        if isShort(["or"], end), isShort(["later", "newer"], end + 1) { return takeYears(IntentPart.Bounds(from: value.from), end + 2) }
        return false
    }

    private mutating func readYearBefore() -> Bool {
        var next = place
        if isShort(["made", "released", "from", "shot", "filmed"], next) { next += 1 }
        let isNegated = isShort(["no", "not"], next)
        if isNegated { next += 1 }
        guard let cue = word(next) else { return false }
        let after = isShort(["than", "to"], next + 1) ? next + 2 : next + 1
        guard let (value, end) = IntentNumbers.year(tokens, at: after) else { return false }
        let isComparative = word(next + 1) == "than"
        switch cue {
        case "before", "pre", "prior":
            return takeYears(isNegated ? IntentPart.Bounds(from: value.from) : IntentPart.Bounds(to: value.from - 1), end)
        case "after", "post": return takeYears(isNegated ? IntentPart.Bounds(to: value.to) : IntentPart.Bounds(from: value.to + 1), end)
        case "since": return takeYears(IntentPart.Bounds(from: value.from), end)
        case "until", "till", "up": return takeYears(IntentPart.Bounds(to: value.to), end)
        case "older" where isComparative, "earlier" where isComparative:
            return takeYears(isNegated ? IntentPart.Bounds(from: value.from) : IntentPart.Bounds(to: value.from - 1), end)
        case "newer" where isComparative, "later" where isComparative:
            return takeYears(isNegated ? IntentPart.Bounds(to: value.to) : IntentPart.Bounds(from: value.to + 1), end)
        case "around", "circa", "about":
            return value.from == value.to
                ? takeYears(IntentPart.Bounds(from: value.from - 2, to: value.to + 2), end)
                : takeYears(IntentPart.Bounds(from: value.from, to: value.to), end)
        default: return false
        }
    }

    /// "from 1999", "the 90s", "early 90s", a bare year.
    private mutating func readPlainYears() -> Bool {
        var next = place
        while isShort(["from", "of", "in", "the", "form", "year"], next) { next += 1 }
        let part = word(next)
        if isShort(["early", "mid", "late"], next) { next += 1 }
        guard let (value, end) = IntentNumbers.year(tokens, at: next) else { return false }
        guard value.to - value.from == 9 else {
            return next == place || !isShort(["early", "mid", "late"], next - 1)
                ? takeYears(IntentPart.Bounds(from: value.from, to: value.to), end) : false
        }
        let bounds: IntentPart.Bounds =
            switch part {
            case "early": IntentPart.Bounds(from: value.from, to: value.from + 3)
            case "mid": IntentPart.Bounds(from: value.from + 4, to: value.from + 6)
            case "late": IntentPart.Bounds(from: value.from + 7, to: value.to)
            default: IntentPart.Bounds(from: value.from, to: value.to)
            }
        return takeYears(bounds, end)
    }

    // MARK: Lengths

    private static let most: [[String]] = [
        ["no", "longer", "than"], ["not", "longer", "than"], ["no", "more", "than"], ["not", "more", "than"],
        ["nothing", "longer", "than"], ["nothing", "over"],
        ["less", "than"], ["shorter", "than"], ["at", "most"], ["up", "to"], ["not", "over"],
        ["under"], ["below"], ["max"], ["maximum"], ["within"], ["不", "超", "过"], ["少", "于"], ["短", "于"], ["低", "于"], ["最", "多"],
        ["小", "于"],
    ]
    private static let least: [[String]] = [
        ["longer", "than"], ["more", "than"], ["at", "least"], ["not", "less", "than"], ["over"], ["above"], ["minimum"], ["超", "过"],
        ["至", "少"], ["多", "于"], ["长", "于"], ["大", "于"], ["不", "少", "于"],
    ]
    private static let about: [[String]] = [
        ["about"], ["around"], ["roughly"], ["approximately"], ["of", "about"], ["大", "约"], ["大", "概"], ["约"], ["差", "不", "多"],
    ]

    private enum Comparison { case most, least, about }

    mutating func readLength() -> Bool {
        if let (comparison, next) = comparison(), let (value, end) = IntentNumbers.minutes(tokens, at: next, isBare: comparison != .about) {
            return takeLength(value, comparison, end)
        }
        if readLengthRange() { return true }
        guard let (value, end) = IntentNumbers.minutes(tokens, at: place, isBare: false), value >= 5 else {
            return false
        }
        if let (comparison, behind) = comparisonAfter(end) { return takeLength(value, comparison, behind) }
        // "two hours before a bomb explodes" is no length of a title: a plain one must stand beside what is a title.
        guard tokens.count <= 8 else { return false }
        let behind = ["long"].contains(word(end) ?? "") ? end + 1 : end
        return takeLength(value, .about, behind)
    }

    private func comparison() -> (Comparison, Int)? {
        for (list, comparison) in [(IntentScan.most, Comparison.most), (IntentScan.least, .least), (IntentScan.about, .about)] {
            for words in list where place + words.count < tokens.count && zip(words, tokens[place...]).allSatisfy({ $0 == $1.text }) {
                return (comparison, place + words.count)
            }
        }
        return nil
    }

    private func comparisonAfter(_ end: Int) -> (Comparison, Int)? {
        let endings: [([String], Comparison)] = [
            (["or", "less"], .most), (["or", "under"], .most), (["or", "shorter"], .most), (["at", "most"], .most), (["max"], .most),
            (["maximum"], .most), (["tops"], .most),
            (["or", "more"], .least), (["or", "longer"], .least), (["at", "least"], .least), (["plus"], .least),
            (["以", "内"], .most), (["之", "内"], .most), (["以", "下"], .most), (["内"], .most), (["以", "上"], .least), (["左", "右"], .about),
        ]
        for (words, comparison) in endings
        where end + words.count <= tokens.count && zip(words, tokens[end...]).allSatisfy({ $0 == $1.text }) {
            return (comparison, end + words.count)
        }
        return nil
    }

    private mutating func readLengthRange() -> Bool {
        let start = isShort(["between", "from"], place) ? place + 1 : place
        guard let (first, end) = IntentNumbers.minutes(tokens, at: start, isBare: true),
            isShort(["and", "to", "到", "至"], end) || end < tokens.count && tokens[end].before == .hyphen
        else { return false }
        let next = isShort(["and", "to", "到", "至"], end) ? end + 1 : end
        guard let (second, behind) = IntentNumbers.minutes(tokens, at: next, isBare: false), second > first else { return false }
        take([.runtime(IntentPart.Bounds(from: first, to: second))], place..<behind)
        return true
    }

    private mutating func takeLength(_ value: Int, _ comparison: Comparison, _ end: Int) -> Bool {
        let bounds =
            switch comparison {
            case .most: IntentPart.Bounds(to: value)
            case .least: IntentPart.Bounds(from: value)
            case .about: IntentPart.Bounds(from: max(0, value - 15), to: value + 15)
            }
        var behind = end
        if isShort(["long"], behind) { behind += 1 }
        take([.runtime(bounds)], place..<behind)
        return true
    }
}

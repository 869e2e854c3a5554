/// Numbers as queries say them.
enum IntentNumbers {
    private static let words: [String: Int] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11,
        "twelve": 12, "thirteen": 13, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90, "hundred": 100, "couple": 2, "few": 3,
    ]
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// A number in digits or words, and the place behind it.
    static func number(_ tokens: [QueryToken], at place: Int) -> (value: Double, end: Int)? {
        guard place < tokens.count else { return nil }
        let text = tokens[place].text
        if let first = text.utf8.first, (0x30...0x39).contains(first) {
            return Double(text).flatMap { $0.isFinite && $0 < 100_000 ? ($0, place + 1) : nil }
        }
        if tokens[place].isIdeograph { return ideographic(tokens, at: place) }
        guard let value = words[text] else { return nil }
        if value >= 20, value < 100, place + 1 < tokens.count, let unit = words[tokens[place + 1].text], (1...9).contains(unit),
            tokens[place + 1].text.count > 2
        {
            return (Double(value + unit), place + 2)
        }
        if place + 1 < tokens.count, tokens[place + 1].text == "hundred" { return (Double(value * 100), place + 2) }
        return (Double(value), place + 1)
    }

    /// 一百二十, 九十, 八; at most six characters.
    private static func ideographic(_ tokens: [QueryToken], at place: Int) -> (value: Double, end: Int)? {
        var (total, unit, end) = (0, 0, place)
        while end < tokens.count, end - place < 6, let character = tokens[end].text.first {
            if let digit = digits[character] {
                unit = digit
            } else if character == "十" {
                total += max(1, unit) * 10
                unit = 0
            } else if character == "百" {
                total += max(1, unit) * 100
                unit = 0
            } else {
                break
            }
            end += 1
        }
        return end > place ? (Double(total + unit), end) : nil
    }

    // MARK: Years

    private static let decades: [String: Int] = [
        "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980,
        "nineties": 1990, "noughties": 2000, "00s": 2000, "10s": 2010,
    ]

    /// A year or a decade, in digits or words, and the place behind it.
    static func year(_ tokens: [QueryToken], at place: Int) -> (value: (from: Int, to: Int), end: Int)? {
        guard place < tokens.count else { return nil }
        let start = tokens[place].text == "the" && place + 1 < tokens.count ? place + 1 : place
        if let decade = decade(tokens, at: start) { return decade }
        guard let year = single(tokens[start].text) else { return nil }
        if start + 1 < tokens.count, tokens[start + 1].text == "年" {
            if start + 2 < tokens.count, tokens[start + 2].text == "代" { return ((year, year + 9), start + 3) }
            return ((year, year), start + 2)
        }
        return ((year, year), start + 1)
    }

    static func single(_ text: String) -> Int? {
        guard text.utf8.count == 4, let year = Int(text), (1880...2100).contains(year) else { return nil }
        return year
    }

    private static func decade(_ tokens: [QueryToken], at place: Int) -> (value: (from: Int, to: Int), end: Int)? {
        let text = tokens[place].text
        if let decade = decades[text] { return ((decade, decade + 9), place + 1) }
        if text.hasSuffix("s"), let number = Int(text.dropLast()), number % 10 == 0 {
            if text.utf8.count == 5, (1880...2090).contains(number) { return ((number, number + 9), place + 1) }
            if text.utf8.count == 3, number >= 20 { return ((1900 + number, 1909 + number), place + 1) }
        }
        return ideographicDecade(tokens, at: place)
    }

    /// 九十年代, 90年代, 六七十年代.
    private static func ideographicDecade(_ tokens: [QueryToken], at place: Int) -> (value: (from: Int, to: Int), end: Int)? {
        func isAge(_ end: Int) -> Bool { end + 1 < tokens.count && tokens[end].text == "年" && tokens[end + 1].text == "代" }
        if let number = Int(tokens[place].text), tokens[place].text.utf8.count == 2, number % 10 == 0, isAge(place + 1) {
            let decade = number < 20 ? 2000 + number : 1900 + number
            return ((decade, decade + 9), place + 3)
        }
        guard tokens[place].isIdeograph else { return nil }
        if place + 2 < tokens.count, let first = tokens[place].text.first.flatMap({ digits[$0] }),
            let second = tokens[place + 1].text.first.flatMap({ digits[$0] }),
            second == first + 1, first >= 2, tokens[place + 2].text == "十", isAge(place + 3)
        {
            return ((1900 + first * 10, 1909 + second * 10), place + 5)
        }
        guard let (value, end) = ideographic(tokens, at: place), isAge(end), value >= 20, value < 100, Int(value) % 10 == 0 else {
            return nil
        }
        return ((1900 + Int(value), 1909 + Int(value)), end + 2)
    }

    // MARK: Minutes

    /// A length in minutes, and the place behind it: "90 minutes", "1h30", "an hour and a half", “一个半小时”.
    ///
    /// - Parameter isBare: whether a number without a unit is minutes.
    static func minutes(_ tokens: [QueryToken], at place: Int, isBare: Bool) -> (value: Int, end: Int)? {
        guard place < tokens.count else { return nil }
        if let short = written(tokens[place].text) { return (short, place + 1) }
        if tokens[place].isIdeograph || place + 1 < tokens.count && tokens[place + 1].isIdeograph,
            let found = ideographicMinutes(tokens, at: place)
        {
            return found
        }
        if tokens[place].text == "half",
            let hour = hour(tokens, at: place + (place + 1 < tokens.count && tokens[place + 1].text == "an" ? 2 : 1))
        {
            return (30, hour)
        }
        guard var (value, end) = number(tokens, at: place) else { return nil }
        if let half = half(tokens, at: end) { (value, end) = (value + 0.5, half) }
        if let behind = hour(tokens, at: end) {
            end = behind
            var minutes = Int(value * 60)
            if let half = half(tokens, at: end) { return (minutes + 30, half) }
            let next = end < tokens.count && tokens[end].text == "and" ? end + 1 : end
            if let (more, after) = number(tokens, at: next), let behind = minute(tokens, at: after) {
                minutes += Int(more)
                end = behind
            }
            return (minutes, end)
        }
        if let behind = minute(tokens, at: end) { return (Int(value), behind) }
        return isBare && value >= 20 && value <= 400 ? (Int(value), end) : nil
    }

    /// "1h30", "2h", "95min".
    private static func written(_ text: String) -> Int? {
        guard text.utf8.count <= 7, text.first?.isNumber ?? false else { return nil }
        for (ending, factor) in [("minutes", 1.0), ("mins", 1), ("min", 1), ("m", 1), ("hours", 60), ("hrs", 60), ("hr", 60), ("h", 60)]
        where text.hasSuffix(ending) {
            if let value = Double(text.dropLast(ending.count)), value < 1_000 { return Int(value * factor) }
        }
        let parts = text.split(separator: "h")
        guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1].prefix { $0.isNumber }), hours < 20, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    private static func hour(_ tokens: [QueryToken], at place: Int) -> Int? {
        place < tokens.count && ["hour", "hours", "hr", "hrs", "h"].contains(tokens[place].text) ? place + 1 : nil
    }

    private static func minute(_ tokens: [QueryToken], at place: Int) -> Int? {
        place < tokens.count && ["minute", "minutes", "min", "mins", "m"].contains(tokens[place].text) ? place + 1 : nil
    }

    private static func half(_ tokens: [QueryToken], at place: Int) -> Int? {
        place + 2 < tokens.count && tokens[place].text == "and" && tokens[place + 1].text == "a" && tokens[place + 2].text == "half"
            ? place + 3 : nil
    }

    /// 九十分钟, 两个小时, 一个半小时, 半小时, 90分钟.
    private static func ideographicMinutes(_ tokens: [QueryToken], at place: Int) -> (value: Int, end: Int)? {
        func text(_ place: Int) -> String { place < tokens.count ? tokens[place].text : "" }
        if text(place) == "半" {
            let next = text(place + 1) == "个" ? place + 2 : place + 1
            return text(next) == "小" && text(next + 1) == "时" ? (30, next + 2) : nil
        }
        guard var (value, end) = number(tokens, at: place) else { return nil }
        if text(end) == "分" { return (Int(value), text(end + 1) == "钟" ? end + 2 : end + 1) }
        if text(end) == "个" { end += 1 }
        if text(end) == "半" { (value, end) = (value + 0.5, end + 1) }
        if text(end) == "小", text(end + 1) == "时" {
            end += 2
        } else if text(end) == "钟", text(end + 1) == "头" {
            end += 2
        } else {
            return nil
        }
        if text(end) == "半" { (value, end) = (value + 0.5, end + 1) }
        return (Int(value * 60), end)
    }
}

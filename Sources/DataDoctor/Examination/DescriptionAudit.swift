import Datasets

/// What is known about items and users beside the events; memory grows with the catalogue, by a few bytes an item.
struct DescriptionAudit {
    struct Known: OptionSet {
        let rawValue: UInt8
        static let described = Known(rawValue: 1)
        static let title = Known(rawValue: 2)
        static let year = Known(rawValue: 4)
        static let facets = Known(rawValue: 8)
        static let text = Known(rawValue: 16)
        static let identifiers = Known(rawValue: 32)
    }

    /// By item index; shorter than the table of items, the rest is not described.
    private(set) var known: [Known] = []
    /// Descriptions that carry each facet.
    private(set) var facets: [String: Int] = [:]
    private(set) var titles = IdentityTable()
    private(set) var damage = TextDamage()
    private(set) var damagedExamples: [Finding.Example] = []
    private(set) var damagedItems = 0
    private(set) var entityItems = 0
    private(set) var duplicateExamples: [Finding.Example] = []
    private var titleOwners: [Int32] = []
    private(set) var sharedTitles = 0
    private(set) var describedUsers = 0
    private(set) var userFields: [String: Int] = [:]

    mutating func add(_ item: Item, at index: Int, exampleCount: Int) {
        while known.count <= index { known.append([]) }
        var flags: Known = .described
        if item.title != item.id.rawValue, !item.title.isEmpty { flags.insert(.title) }
        if item.year != nil || item.released != nil { flags.insert(.year) }
        if !item.facets.isEmpty { flags.insert(.facets) }
        if item.text?.isEmpty == false { flags.insert(.text) }
        if !item.identifiers.isEmpty { flags.insert(.identifiers) }
        for name in item.facets.keys where facets.count < 1000 { facets[name.rawValue, default: 0] += 1 }
        if flags.contains(.title), !known[index].contains(.title) { addTitle(item, at: index, exampleCount: exampleCount) }
        known[index].formUnion(flags)
        inspect(item, exampleCount: exampleCount)
    }

    mutating func add(_ user: UserAttributes) {
        describedUsers += 1
        for name in user.values.keys where userFields.count < 1000 { userFields[name, default: 0] += 1 }
    }

    private mutating func addTitle(_ item: Item, at index: Int, exampleCount: Int) {
        var hash = StableHash(seed: 1)
        hash.combine(item.title.lowercased())
        hash.combine(UInt64(bitPattern: Int64(item.year ?? 0)))
        let title = titles.index(of: hash.value)
        if title == titleOwners.count {
            titleOwners.append(Int32(clamping: index))
        } else if Int(titleOwners[title]) != index {
            sharedTitles += 1
            if duplicateExamples.count < exampleCount {
                duplicateExamples.append(Finding.Example(place: nil, what: "“\(item.title)” is item \(item.id) and another one"))
            }
        }
    }

    private mutating func inspect(_ item: Item, exampleCount: Int) {
        var verdict = TextDamage.of(item.title)
        if let text = item.text { verdict.formUnion(TextDamage.of(text)) }
        for values in item.facets.values { for value in values { verdict.formUnion(TextDamage.of(value)) } }
        damage.formUnion(verdict)
        if verdict.contains(.entities) { entityItems += 1 }
        guard !verdict.isDisjoint(with: [.doubleEncoded, .replacement, .controls]) else { return }
        damagedItems += 1
        if damagedExamples.count < exampleCount {
            damagedExamples.append(Finding.Example(place: nil, what: "item \(item.id): “\(String(item.title.prefix(60)))”"))
        }
    }

    func count(_ flag: Known) -> Int { known.count { $0.contains(flag) } }
    func isDescribed(_ index: Int) -> Bool { index < known.count && known[index].contains(.described) }
}

/// Signs that text was read in the wrong encoding.
struct TextDamage: OptionSet {
    let rawValue: UInt8
    /// "Ã©" for "é": UTF-8 read as latin-1 and written as UTF-8 again.
    static let doubleEncoded = TextDamage(rawValue: 1)
    /// U+FFFD: bytes that were no text.
    static let replacement = TextDamage(rawValue: 2)
    /// U+0080…U+009F: Windows-1252 read as latin-1.
    static let controls = TextDamage(rawValue: 4)
    /// "&amp;" or "&#39;" in plain text.
    static let entities = TextDamage(rawValue: 8)

    static func of(_ text: String) -> TextDamage {
        var damage: TextDamage = []
        var previous: UInt32 = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value >= 0x80 {
                if value == 0xFFFD { damage.insert(.replacement) }
                if value <= 0x9F { damage.insert(previous == 0xC3 || previous == 0xC2 || previous == 0xE2 ? .doubleEncoded : .controls) }
                // In French or Portuguese, Ã or Â is followed by a letter; a symbol after it is the second byte of something.
                if previous == 0xC3 || previous == 0xC2, (0xA0...0xBF).contains(value) { damage.insert(.doubleEncoded) }
                // "â€™": the three bytes of a typographic quote, read as Windows-1252.
                if previous == 0xE2, value == 0x20AC { damage.insert(.doubleEncoded) }
            }
            previous = value
        }
        if hasEntity(text) { damage.insert(.entities) }
        return damage
    }

    /// "&" followed by letters or "#" and digits, up to eight, and ";".
    private static func hasEntity(_ text: String) -> Bool {
        var length = -1
        for byte in text.utf8 {
            if byte == UInt8(ascii: "&") {
                length = 0
            } else if length >= 0 {
                if byte == UInt8(ascii: ";"), length >= 2 { return true }
                let isWord = (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || (byte == UInt8(ascii: "#") && length == 0)
                length = isWord && length < 8 ? length + 1 : -1
            }
        }
        return false
    }
}

/// In which way a title is other than one of the history: a comparative that what is known of both supports.
public enum TitleContrast: String, Sendable, Hashable, Codable, CaseIterable {
    case lighter, darker, faster, slower, funnier, shorter, longer, newer, older

    /// What is compared.
    public struct Side: Sendable, Hashable {
        /// Ids of given tags.
        public var tags: Set<String>
        public var year: Int?
        public var minutes: Int?
        public init(tags: Set<String> = [], year: Int? = nil, minutes: Int? = nil) {
            (self.tags, self.year, self.minutes) = (tags, year, minutes)
        }
    }

    /// Years and minutes by which titles differ before it is said.
    public static let (years, minutes) = (20, 40)

    /// The first contrast that holds; moods before length and age. Nil where none does, or too little is known.
    ///
    /// A contrast of moods needs a tag on either side, and neither side may have tags of both.
    public init?(of title: Side, to cause: Side) {
        guard let found = TitleContrast.allCases.first(where: { $0.holds(of: title, to: cause) }) else { return nil }
        self = found
    }

    public func holds(of title: Side, to cause: Side) -> Bool {
        func between(_ own: Set<String>, _ other: Set<String>) -> Bool {
            func isOnly(_ side: Side, _ one: Set<String>, _ another: Set<String>) -> Bool {
                !side.tags.isDisjoint(with: one) && side.tags.isDisjoint(with: another)
            }
            return isOnly(title, own, other) && isOnly(cause, other, own)
        }
        func differs(_ own: Int?, _ other: Int?, by least: Int) -> Bool { own.flatMap { own in other.map { own - $0 >= least } } ?? false }
        return switch self {
        case .lighter: between(Self.light, Self.heavy)
        case .darker: between(Self.heavy, Self.light)
        case .faster: between(Self.quick, Self.calm)
        case .slower: between(Self.calm, Self.quick)
        case .funnier: between(Self.comic, Self.grave)
        case .shorter: differs(cause.minutes, title.minutes, by: Self.minutes)
        case .longer: differs(title.minutes, cause.minutes, by: Self.minutes)
        case .newer: differs(title.year, cause.year, by: Self.years)
        case .older: differs(cause.year, title.year, by: Self.years)
        }
    }

    private static let light: Set<String> = ["feel-good", "heartwarming", "uplifting", "cosy", "funny", "whimsical", "playful"]
    private static let heavy: Set<String> = ["dark", "gritty", "disturbing", "violent", "cynical", "scary", "melancholy"]
    private static let quick: Set<String> = ["fast", "action-packed"]
    private static let calm: Set<String> = ["slow", "talky"]
    private static let comic: Set<String> = ["funny", "absurd", "satirical", "playful"]
    private static let grave: Set<String> = ["serious", "melancholy", "bittersweet"]

    public var english: String { rawValue }

    public var chinese: String {
        switch self {
        case .lighter: "更轻松"
        case .darker: "更黑暗"
        case .faster: "节奏更快"
        case .slower: "节奏更慢"
        case .funnier: "更搞笑"
        case .shorter: "更短"
        case .longer: "更长"
        case .newer: "年代更近"
        case .older: "年代更早"
        }
    }

    /// What says a contrast in a sentence, beside the comparative.
    static let englishFrame: Set<String> = ["like", "but"]
    static let chineseFrame: Set<String> = ["像", "但", "相似", "和"]
}

import Datasets
import Tensors

/// What the intent heads of a model speak of.
public enum IntentAspect: String, Sendable, Codable, CaseIterable {
    /// Something that was never met, something to go on with, something to come back to; see `EngagementKind`.
    case kind
    /// The facet `genre`.
    case genre
    /// The facet `format`; where no item has it, what kind of thing an item is, such as film or series.
    case format
    /// Years between release and request; see `ReleaseRecency`.
    case recency
}

/// What a choice is, seen from the choices before it.
public enum EngagementKind: String, Sendable, Codable, CaseIterable {
    /// Not met before.
    case discover
    /// Left unfinished when it was last met, or met in the last two weeks.
    case resume = "continue"
    /// Met earlier.
    case rewatch
}

/// How old something is when it is asked for.
public enum ReleaseRecency: String, Sendable, Codable, CaseIterable {
    /// Of this year or the last, or not out yet.
    case new
    /// 2 to 5 years.
    case recent
    /// 6 to 15 years.
    case older
    /// 16 to 30 years.
    case old
    /// More than 30 years.
    case classic

    init(years: Int) {
        switch years {
        case ..<2: self = .new
        case ..<6: self = .recent
        case ..<16: self = .older
        case ..<31: self = .old
        default: self = .classic
        }
    }
}

/// The heads of a model and the classes of each, fixed when it is trained; data without an aspect has no head for it.
public struct IntentVocabulary: Sendable, Codable, Hashable {
    public struct Head: Sendable, Codable, Hashable {
        public var aspect: IntentAspect
        /// At least two, at most 255: raw values of `EngagementKind` and `ReleaseRecency`, genres and formats as the catalogue writes them.
        public var classes: [String]
        /// Share of each class among the labelled choices of the training: what is known without knowing the person.
        public var shares: [Float]

        public init(aspect: IntentAspect, classes: [String], shares: [Float]) {
            (self.aspect, self.classes, self.shares) = (aspect, classes, shares)
        }

        /// The number of a class, compared without regard to case.
        public func place(of name: String) -> UInt8? {
            let wanted = name.lowercased()
            return classes.firstIndex { $0.lowercased() == wanted }.map { UInt8($0) }
        }
    }

    /// In the order of `IntentAspect.allCases`, none twice, none empty.
    public let heads: [Head]

    public init(_ heads: [Head]) { self.heads = heads }

    public subscript(_ aspect: IntentAspect) -> Head? { heads.first { $0.aspect == aspect } }

    /// Whether it can shape a network: what comes from a file may be anything.
    var isSound: Bool {
        let aspects = heads.map(\.aspect)
        return !heads.isEmpty && Set(aspects).count == aspects.count
            && heads.allSatisfy { (2...255).contains($0.classes.count) && $0.shares.count == $0.classes.count }
    }

    /// Aspects and sizes of the heads, all that the network has to know.
    package var groups: [IntentGroup] { heads.map { IntentGroup(aspect: $0.aspect, classCount: $0.classes.count) } }
}

/// One head, as the network knows it.
public struct IntentGroup: Sendable, Codable, Hashable {
    public var aspect: IntentAspect
    public var classCount: Int
    public init(aspect: IntentAspect, classCount: Int) { (self.aspect, self.classCount) = (aspect, classCount) }
}

extension IntentCorrection {
    public subscript(_ aspect: IntentAspect) -> UInt8? {
        get {
            switch aspect {
            case .kind: kind
            case .genre: genre
            case .format: format
            case .recency: recency
            }
        }
        set {
            switch aspect {
            case .kind: kind = newValue
            case .genre: genre = newValue
            case .format: format = newValue
            case .recency: recency = newValue
            }
        }
    }
}

/// The columns of all heads, side by side.
struct IntentColumns: Sendable {
    let groups: ColumnGroups
    private let aspects: [IntentAspect]

    init(_ heads: [IntentGroup]) {
        groups = ColumnGroups(heads.map(\.classCount))
        aspects = heads.map(\.aspect)
    }

    /// Puts what was said in the place of what is predicted; a class that a head does not have says nothing.   row: [C]
    func apply(_ correction: IntentCorrection, to row: UnsafeMutablePointer<Float>) {
        for (range, aspect) in zip(groups.ranges, aspects) {
            guard let wanted = correction[aspect], Int(wanted) < range.count else { continue }
            (row + range.lowerBound).update(repeating: 0, count: range.count)
            row[range.lowerBound + Int(wanted)] = 1
        }
    }
}

import Datasets

/// Why creatives, trials or settings cannot be used; each case says what to do.
public enum ArtworkError: Error, Sendable, Hashable, CustomStringConvertible {
    case noCreatives(title: ItemID)
    case tooManyCreatives(title: ItemID, count: Int)
    case unusableName(title: ItemID)
    case repeatedCreative(title: ItemID, id: String)
    case tooManyThemes(title: ItemID, id: String, count: Int)
    /// A trial names a creative that the set does not hold, or a distribution of another length.
    case strangeTrial(title: ItemID, reason: String)
    /// A stored model is not one of ours.
    case brokenModel(reason: String)

    public var description: String {
        switch self {
        case .noCreatives(let title): "title \(title) has no creative: give at least one"
        case .tooManyCreatives(let title, let count):
            "title \(title) has \(count) creatives, at most \(CreativeSet.largestCount) are compared: leave the weakest out"
        case .unusableName(let title):
            "a creative of title \(title) has an empty name or one of more than \(CreativeSet.longestName) bytes: shorten it"
        case .repeatedCreative(let title, let id): "title \(title) has two creatives named \(id): give each its own name"
        case .tooManyThemes(let title, let id, let count):
            "creative \(id) of title \(title) has \(count) themes, at most \(CreativeSet.mostThemes) are read: name what it emphasises"
        case .strangeTrial(let title, let reason): "a trial of title \(title) cannot be learned from: \(reason)"
        case .brokenModel(let reason): "the stored creative model cannot be read (\(reason)): delete it, it is learned again"
        }
    }
}

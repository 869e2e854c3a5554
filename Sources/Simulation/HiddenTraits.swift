/// What makes a title what it is and stands in no catalogue.
///
/// Drawn from hashes of the title, loosely tied to its genres, and never part of any data set.
public struct HiddenTraits: Sendable, Hashable {
    /// The unnamed kind of thing it is: titles of one undercurrent please the same people.
    public var undercurrent: Int
    /// The place in the undercurrent, 0...1: who liked a title craves one a little deeper next.
    public var depth: Float
    /// Slow −1 ... fast 1.
    public var pace: Float
    /// 0 hardly bearable ... 1 flawless.
    public var quality: Float
    /// Running time; not in the catalogue of the demonstration either.
    public var minutes: Float
}

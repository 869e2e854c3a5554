import Artwork

/// How titles' faces are chosen for people: pictures, generated posters, lines of text.
public struct ArtworkOptions: Sendable {
    /// What is drawn and how often a face may change.
    public var chooser = CreativeChooser()
    /// What counts as taken.
    public var takes = TakeRule()
    /// Seconds between two batches of learning: nothing that was believed changes within one.
    public var batch = 3_600.0
    /// Days after which what was seen counts half.
    public var halfLife = 60.0
    /// Showings whose outcome is open, all people together; more are shown, and not learned from.
    public var waiting = 200_000
    public init() {}
}

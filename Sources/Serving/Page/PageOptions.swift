/// How pages and lists are put together; one sentence a value, read once at start.
///
/// Amounts that are added to scores are in units of the temperature, so that they mean the same under every model: +1 makes a title
/// e times as likely to be chosen.
public struct PageOptions: Sendable {
    /// Longest page, in rows, counted over all that a visit asks for below one another.
    public var mostRows = 40
    /// Longest row.
    public var longestRow = 50
    /// A row that would show fewer titles is left out; continue watching may be shorter.
    public var shortestRow = 4
    /// Best titles that a row is chosen from.
    public var candidates = 60
    /// Scores are divided by this share of their standard deviation over the catalogue and by nothing else on the way to
    /// probabilities. Chosen titles surprise least at this value (`docs/results/page-tradeoff.json`).
    public var temperature: Float = 0.5
    /// What every row of a kind is worth less than the row of that kind before it.
    public var repetition: Float = 0.85

    /// Weight of the volume that the titles of a list span, against their relevance. With the next one, as much as costs no accuracy
    /// (`docs/results/page-tradeoff.json`).
    public var diversity: Float = 0.5
    /// Weight of the distance between a list's mix of genres and the person's own, in nats a bit.
    public var calibration: Float = 0.4
    /// Of how many titles at hand one is drawn where a place is drawn.
    public var explorationWidth = 10
    /// Share of a draw that is uniform over these titles: no title at hand is ever shown with less than `explorationRate` times
    /// this by their number.
    public var explorationFloor = 0.5

    /// What a title is worth that was left unfinished just now, against the best title of the page.
    public var resumeValue: Float = 4
    /// Days after which that is worth half.
    public var resumeHalfLife = 7.0
    /// Days after which whoever saw less than a tenth has given it up, and whoever saw more has.
    public var abandonedAfter = (little: 3.0, much: 90.0)
    /// Days that a title counts as new.
    public var newFor = 60.0
    /// Days after which a title may be offered again; songs, games and apps after one.
    public var againAfter = 180.0

    /// Different people without whom a title never counts as trending. A household of three has to lower it.
    public var trendingPeople = 11
    /// Hours after which a choice counts half.
    public var trendingHalfLife = 24.0

    /// What a title's chance is multiplied with when it was looked at and passed over.
    public var passedOver: Float = 0.7
    /// Days after which half of that is forgiven.
    public var forgivenAfter = 7.0
    /// Minutes within which what was shown again counts once, and counts not yet: a page that is asked for twice stays as it is.
    public var visit = 30.0
    /// Visits whose cursors are kept; about 2.5 KB each.
    public var keptVisits = 20_000
    /// Titles that were shown to people, kept ready for all of them together; 20 bytes each.
    public var keptExposures = 2_000_000
    /// Impression records that may wait for the disk; more are counted and lost.
    public var waitingImpressions = 10_000
    public init() {}
}

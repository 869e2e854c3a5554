import Datasets

/// What a person last saw a title presented with.
public struct HeldCreative: Sendable, Hashable {
    public var creative: String
    /// When it was drawn.
    public var since: Timestamp
    /// How often it was shown since.
    public var exposures: Int
    /// What it was drawn from; nil when that is not known any more.
    public var drawn: [Double]?

    public init(creative: String, since: Timestamp, exposures: Int, drawn: [Double]? = nil) {
        self.creative = creative
        self.since = since
        self.exposures = exposures
        self.drawn = drawn
    }
}

/// Keeps a title's face the same for a while: a poster that changes from visit to visit confuses, and its effect cannot be told.
///
/// Within the term a held creative is kept with probability `keep` and only otherwise drawn anew, so every creative keeps a positive,
/// known probability: the distribution returned is the one that is drawn from, and it is what is logged.
public struct Damping: Sendable, Hashable {
    /// The term lasts at least so many exposures …
    public var exposures: Int
    /// … and at least so long, in seconds.
    public var seconds: Int64
    /// An expected gain above this, in take probability, ends the term early.
    public var gain: Double
    /// Probability of keeping within the term.
    public var keep: Double

    /// Three days and two exposures: nothing changes from one evening to the next, and nobody is held to a face for weeks because they
    /// come seldom. A gain of three takes in a hundred is larger than most differences between creatives, so a term ends early only for
    /// a blunder.
    public init(exposures: Int = 2, days: Double = 3, gain: Double = 0.03, keep: Double = 0.98) throws(ArtworkError) {
        guard (0...10_000).contains(exposures) else {
            throw .impossibleSetting(name: "exposures", value: "\(exposures)", expected: "0 to 10000")
        }
        guard days >= 0, days <= 366 else { throw .impossibleSetting(name: "days", value: "\(days)", expected: "0 to 366") }
        guard gain >= 0, gain <= 1 else { throw .impossibleSetting(name: "gain", value: "\(gain)", expected: "0 to 1") }
        guard keep >= 0, keep < 1 else {
            throw .impossibleSetting(
                name: "keep", value: "\(keep)", expected: "0 up to but not 1: else nothing could be judged from the log")
        }
        self.init(exposures: exposures, seconds: Int64(days * 86_400), gain: gain, keep: keep)
    }

    private init(exposures: Int, seconds: Int64, gain: Double, keep: Double) {
        self.exposures = exposures
        self.seconds = seconds
        self.gain = gain
        self.keep = keep
    }

    /// The defaults above.
    public static let standard = Damping(exposures: 2, seconds: 3 * 86_400, gain: 0.03, keep: 0.98)

    /// Whether a held creative is still to be kept.
    ///
    /// - Parameter means: what is expected of the creatives, shape `[K]`.
    func holds(_ held: HeldCreative, at place: Int, means: [Double], now: Timestamp) -> Bool {
        isWithinTerm(held, now: now) && (means.max() ?? 0) - means[place] <= gain
    }

    /// - Parameter distribution: what would be drawn from without damping, shape `[K]`.
    func applied(to distribution: [Double], keeping place: Int) -> [Double] {
        var damped = distribution.map { $0 * (1 - keep) }
        damped[place] += keep
        return damped
    }

    private func isWithinTerm(_ held: HeldCreative, now: Timestamp) -> Bool {
        let age = now.seconds.subtractingReportingOverflow(held.since.seconds)
        return held.exposures < exposures || (!age.overflow && age.partialValue < seconds)
    }
}

import Datasets

/// What the doctor may take for granted, and how much memory it may use.
public struct DoctorOptions: Sendable, Hashable {
    /// Events stamped later are "in the future"; the application knows what time it is.
    public var now: Timestamp
    /// Decides whose histories are kept where not all fit, and every permutation test.
    public var seed: UInt64
    /// So many events at most are held at once, as whole histories of some users; 48 bytes each.
    public var sampledEvents: Int
    /// So many example places for each finding.
    public var exampleCount: Int
    /// What counts as one choice, and where sessions end.
    public var segmenter: Segmenter

    /// - Parameter sampledEvents: two million are 96 MB, and everything for most data.
    public init(
        now: Timestamp, seed: UInt64 = 42, sampledEvents: Int = 2_000_000, exampleCount: Int = 5, segmenter: Segmenter = Segmenter()
    ) {
        self.now = now
        self.seed = seed
        self.sampledEvents = max(sampledEvents, 1000)
        self.exampleCount = max(exampleCount, 1)
        self.segmenter = segmenter
    }
}

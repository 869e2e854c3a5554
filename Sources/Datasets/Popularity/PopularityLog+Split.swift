extension SplitProtocol {
    /// Whether models may read what others chose after the cut, as long as it was before the request.
    ///
    /// True where requests follow each other as they did in life. Where each user is asked once, baselines learn from the
    /// training part alone, and so does everybody.
    public var readsLogLive: Bool {
        self == .temporalEach || self == .temporalAll || self == .prequential
    }
}

extension Split {
    /// The log of choices that a model may read when it is asked this split's test cases.
    ///
    /// - Parameters:
    ///   - dataset: that was split, with exact times.
    ///   - resolution: that of the split's requests.
    public func popularityLog(
        of dataset: Dataset, segmenter: Segmenter = Segmenter(), resolution: TimeResolution = .exact
    ) -> PopularityLog {
        let isLive = SplitProtocol(rawValue: protocolName)?.readsLogLive ?? false
        return PopularityLog(
            PopularityTimeline(
                itemCount: dataset.catalog.count, histories: isLive ? dataset.users : training, segmenter: segmenter,
                resolution: resolution),
            isLive: isLive)
    }
}

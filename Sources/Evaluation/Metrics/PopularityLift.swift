/// PopularityLift@k: how much more popular the recommended items are than what the same people chose before.
///
///     PopularityLift@k = (R − H) / H
///     R = mean over cases of the mean training count of the list,  H = the same of the history
///
/// Worked example: a list with counts 90 and 110 after a history with counts 40 and 60 gives (100 − 50) / 50 = 1: twice
/// as popular. 0 means no drift, −1 that only items without events are recommended.
///
/// Empty: cases without a history or without a list are left out; undefined (nil) when none is left or H is 0.
///
/// Abdollahpouri et al., "The connection between popularity bias, calibration, and fairness in recommendation",
/// RecSys 2020.
public struct PopularityLift: Sendable {
    private var ofLists = 0.0
    private var ofHistories = 0.0
    private var cases = 0

    public init() {}

    /// Adds one case.
    ///
    /// - Parameters:
    ///   - list: training counts of the recommended items.
    ///   - history: training counts of the items of the history, one an event.
    public mutating func add(list: some Collection<Int>, history: some Collection<Int>) {
        guard !list.isEmpty, !history.isEmpty else { return }
        ofLists += Double(list.reduce(0, +)) / Double(list.count)
        ofHistories += Double(history.reduce(0, +)) / Double(history.count)
        cases += 1
    }

    public var value: Double? { cases == 0 || ofHistories == 0 ? nil : (ofLists - ofHistories) / ofHistories }
}

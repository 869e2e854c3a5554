/// Guesses rewards of actions that were not taken; doubly robust estimates lean on it and are right even when it is wrong.
public protocol RewardModel: Sendable {
    /// Learns from some rows of the log.
    mutating func fit(_ log: ChoiceLog, rows: [Int])
    /// The expected reward of an action in a row, 0...1.
    func reward(of action: Int, row: Int, log: ChoiceLog) -> Double
}

/// Means of an action in a stratum, drawn to the action's mean, which is drawn to everybody's: rare rewards say little about one cell.
public struct ShrunkenMeans: RewardModel {
    /// So many rows of the wider mean are added to each narrower one.
    public var borrowed: Double
    private var cells: [Double] = []

    public init(borrowed: Double = 50) { self.borrowed = max(borrowed, 1e-6) }

    public mutating func fit(_ log: ChoiceLog, rows: [Int]) {
        let count = log.actionCount
        var sums = [Double](repeating: 0, count: count * log.stratumCount)
        var counts = sums
        for number in rows {
            let row = log.rows[number]
            sums[row.stratum * count + row.action] += row.reward
            counts[row.stratum * count + row.action] += 1
        }
        let mean = sums.reduce(0, +) / max(counts.reduce(0, +), 1)
        cells = [Double](repeating: mean, count: sums.count)
        for action in 0..<count {
            let places = stride(from: action, to: sums.count, by: count)
            let actionSum = places.reduce(0) { $0 + sums[$1] }
            let actionCount = places.reduce(0) { $0 + counts[$1] }
            let actionMean = (actionSum + borrowed * mean) / (actionCount + borrowed)
            for place in places { cells[place] = (sums[place] + borrowed * actionMean) / (counts[place] + borrowed) }
        }
    }

    public func reward(of action: Int, row: Int, log: ChoiceLog) -> Double { cells[log.rows[row].stratum * log.actionCount + action] }
}

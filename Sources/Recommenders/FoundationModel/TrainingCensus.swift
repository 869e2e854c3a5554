import Datasets

/// What the training part holds: how often each item occurs, and which items can be targets.
struct TrainingCensus {
    private(set) var counts: [Int]
    private(set) var softmaxRows: [Int32]
    private(set) var participants: [Int32] = []
    private(set) var targetCount = 0
    /// Users with at least one token.
    private(set) var learners = 0
    private(set) var lastYear: Int?

    init(_ users: some Sequence<UserHistory>, tokenizer: InteractionTokenizer, itemCount: Int) {
        counts = Array(repeating: 0, count: itemCount)
        softmaxRows = Array(repeating: -1, count: itemCount)
        var isTarget = [Bool](repeating: false, count: itemCount)
        var last = Int64.min
        for user in users {
            let sequence = tokenizer.tokens(user.interactions[...])
            if sequence.count > 0 { learners += 1 }
            for token in 0..<sequence.count {
                counts[sequence.items[token].position] += 1
                last = max(last, sequence.times[token])
                guard sequence.isTarget[token] else { continue }
                isTarget[sequence.items[token].position] = true
                targetCount += 1
            }
        }
        for item in 0..<itemCount where isTarget[item] {
            softmaxRows[item] = Int32(participants.count)
            participants.append(Int32(item))
        }
        // Mean Gregorian year; the age of a title is a matter of years, not of days.
        if last != .min { lastYear = 1970 + Int((Double(last) / 31_556_952).rounded(.down)) }
    }
}

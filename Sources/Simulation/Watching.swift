import Datasets

/// How one title is watched: the events from the first click to the last.
///
/// A player that is running reports at least every 28 minutes, so a session, which ends after half an hour of silence, never
/// ends in the middle of a title.
struct Watching: Sendable {
    var start: Int64
    var completionBefore: Float
    var completion: Float
    var minutes: Float

    /// Good titles that fit are finished; others are dropped early, late or at bedtime.
    init(
        start: Int64, traits: HiddenTraits, appeal: Float, completionBefore: Float, isRepeat: Bool, random: inout SeededGenerator
    ) {
        self.start = start
        self.completionBefore = completionBefore
        minutes = traits.minutes
        let patience = isRepeat ? 0.98 : appeal >= 0.6 ? 0.93 : traits.quality > 0.5 ? 0.82 : 0.55
        if random.happens(patience) {
            completion = 1
        } else {
            let early = completionBefore + 0.06
            completion = min(0.88, early + Float(random.unit() * random.unit()) * (0.9 - early))
        }
    }

    var isFinished: Bool { completion >= 1 }

    /// - Returns: the second at which the last event has happened.
    func events(_ record: (EventKind, Int64, Float?, Float?) -> Void, random: inout SeededGenerator) -> Int64 {
        let total = Int64(60 * minutes * max(completion - completionBefore, 0.03))
        var clock = start
        var watched: Int64 = 0
        record(.play, clock, nil, nil)
        var pauses = random.happens(0.25) ? 1 : 0
        while watched < total {
            let stretch = min(total - watched, Int64(random.within(1_500...1_740)))
            clock += stretch
            watched += stretch
            guard watched < total else { break }
            if pauses > 0 {
                record(.pause, clock, nil, nil)
                clock += Int64(random.within(60...1_500))
                record(.resume, clock, nil, nil)
                pauses -= 1
            } else {
                record(.progress, clock, nil, completionBefore + Float(watched) / (60 * minutes))
            }
        }
        record(isFinished ? .complete : .abandon, clock, Float(watched), completion)
        return clock
    }
}

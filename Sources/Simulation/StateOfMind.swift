import Datasets

/// What changes in a person from title to title.
struct StateOfMind: Sendable {
    /// A few days of wanting one thing only.
    var mood: Int?
    var moodUntil: Int64 = .min
    /// The title whose like is craved next.
    var run: Int32?
    var runUntil: Int64 = .min
    /// Genre masks of the latest titles, at most three.
    var latestGenres: [UInt64] = []
    /// Undercurrents of the latest titles, at most six.
    var latestUndercurrents: [Int] = []
    /// Undercurrents that are more than enough for now.
    var weariness: [Int: Int64] = [:]
    var favourites: [Int32] = []
    var noted: [Int32] = []
    var unfinished: (item: Int32, completion: Float, until: Int64)?

    func isWeary(of undercurrent: Int, at time: Int64) -> Bool { (weariness[undercurrent] ?? .min) > time }

    /// Moods come by themselves before a choice: mostly one of the cravings, sometimes out of the blue.
    mutating func settle(_ person: Person, undercurrentCount: Int, at time: Int64, random: inout SeededGenerator) {
        if let mood, moodUntil > time, !isWeary(of: mood, at: time) { return }
        mood = nil
        guard random.happens(0.8), !person.cravings.isEmpty else { moodUntil = time; return }
        mood =
            random.happens(0.8)
            ? person.cravings[random.position(in: [4, 3, 2, 1].prefix(person.cravings.count).map { $0 })]
            : random.below(undercurrentCount)
        moodUntil = time + Int64(random.within(4...12) * 86_400)
    }

    /// What a title leaves behind.
    mutating func remember(
        _ item: Int32, traits: HiddenTraits, genres: UInt64, liked: Bool, at time: Int64, random: inout SeededGenerator
    ) {
        latestGenres.append(genres)
        if latestGenres.count > 3 { latestGenres.removeFirst() }
        latestUndercurrents.append(traits.undercurrent)
        if latestUndercurrents.count > 6 { latestUndercurrents.removeFirst() }
        if latestUndercurrents.count(where: { $0 == traits.undercurrent }) >= 5 {
            weariness[traits.undercurrent] = time + 10 * 86_400
            latestUndercurrents.removeAll()
        }
        run = nil
        guard liked else { return }
        if traits.quality > 0.8 { favourites.append(item) }
        if random.happens(0.7) {
            run = item
            runUntil = time + 9 * 86_400
        }
    }
}

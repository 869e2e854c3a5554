import Datasets
import Foundation

/// What a made-up person does: keeps to a few genres, stays with one for a while, often goes on with the neighbour of the last title.
struct WorldPeople {
    let plan: WorldPlan
    let titles: WorldTitles
    private let ids: [ItemID]
    static let devices = ["television", "phone", "tablet", "browser"]
    static let surfaces = ["home", "search", "similar"]
    /// What events name as their source.
    static let source = "world"

    init(_ plan: WorldPlan, _ titles: WorldTitles) {
        self.plan = plan
        self.titles = titles
        ids = titles.items.map(\.id)
    }

    /// One person's events, oldest first.
    ///
    /// - Parameter line: place of the first in the source; grows by the number of events.
    func events(ofRank rank: Int, line: inout Int) -> [RawEvent] {
        let user = plan.user(rank)
        var random = SeededGenerator(seed: StableHash.of(user.rawValue, seed: plan.seed))
        let tastes = (0..<3).map { _ in random.below(titles.byGenre.count) }
        let device = WorldPeople.devices[random.below(WorldPeople.devices.count)]
        let count = plan.length(ofRank: rank)
        var (genre, place) = (tastes[0], -1)
        var seen: Set<Int32> = []
        var time = WorldPlan.end - Int64(Double(count) * 86_400 * (0.5 + random.share()))
        let pause = Double(WorldPlan.end - time) / Double(count + 1)
        return (0..<count).map { _ in
            let title = choice(&genre, &place, tastes, seen, &random)
            seen.insert(title)
            time += Int64(pause * (0.2 + 1.6 * random.share()))
            line += 1
            let likes = tastes.contains(genre)
            return RawEvent(
                user: user, item: ids[Int(title)], kind: .play, time: Timestamp(seconds: min(time, WorldPlan.end - 1)),
                duration: Float(1200 + random.below(6000)), completion: Float(likes ? 0.6 + 0.4 * random.share() : random.share()),
                device: random.share() < 0.8 ? device : WorldPeople.devices[random.below(4)],
                surface: WorldPeople.surfaces[min(2, Int(4 * random.share() * random.share()))],
                source: SourcePosition(file: WorldPeople.source, line: line))
        }
    }

    private func choice(
        _ genre: inout Int, _ place: inout Int, _ tastes: [Int], _ seen: Set<Int32>, _ random: inout SeededGenerator
    ) -> Int32 {
        for attempt in 0..<8 {
            if attempt == 0, place >= 0, random.share() < 0.3 {
                // The neighbour in popularity: what a sequence model can learn.
                place = (place + 1) % titles.byGenre[genre].count
            } else {
                if random.share() < 0.4 {
                    let chance = random.share()
                    genre =
                        chance < 0.5 ? tastes[0] : chance < 0.75 ? tastes[1] : chance < 0.9 ? tastes[2] : random.below(titles.byGenre.count)
                }
                place = Zipf(count: titles.byGenre[genre].count).draw(&random)
            }
            let title = titles.byGenre[genre][place]
            if !seen.contains(title) { return title }
        }
        return titles.byGenre[genre][random.below(titles.byGenre[genre].count)]
    }
}

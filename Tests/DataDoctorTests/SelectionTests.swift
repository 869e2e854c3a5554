import DataDoctor
import Datasets
import Testing

@Suite struct SelectionTests {
    /// Events of users with so many each, on items that are all different enough.
    private func world(
        counts: [Int], kinds: (Int, Int) -> (item: Int, kind: EventKind) = { user, place in ((user * 31 + place * 17) % 211, .play) }
    )
        -> PlantedWorld
    {
        var world = PlantedWorld()
        world.items = []
        world.scale = nil
        world.events = []
        for (user, count) in counts.enumerated() {
            for place in 0..<count {
                let (item, kind) = kinds(user, place)
                world.events.append(
                    RawEvent(
                        user: UserID("u\(user)"), item: ItemID("i\(item)"), kind: kind,
                        time: Timestamp(seconds: PlantedWorld.start + Int64(place * 86_400 + user * 61)), duration: 60,
                        source: SourcePosition(file: "events.csv", line: world.events.count + 2)))
            }
        }
        return world
    }

    /// A heavy tail: 1/n² of the users have n events.
    private func tail(_ users: Int, from least: Int) -> [Int] {
        (0..<users).map { user in min(400, max(least, Int(Double(least) / (1 - (Double(user) + 0.5) / Double(users))))) }
    }

    @Test(arguments: [5, 10, 20]) func aCutAtAMinimumIsFound(_ minimum: Int) throws {
        let finding = try #require(world(counts: tail(600, from: minimum)).report().finding(.memberFilter))
        #expect(finding.figures["minimum"] == Double(minimum))
        #expect(finding.figures["below"] == 0)
    }

    @Test func aTailThatWasNotCutIsNoFilter() {
        #expect(!world(counts: tail(600, from: 1)).codes().contains(.memberFilter))
        // A bell around twenty has a smallest count, too, but nothing stops there.
        var generator = SeededGenerator(seed: 1)
        let bell = (0..<600).map { _ in (0..<12).reduce(0) { sum, _ in sum + Int.random(in: 0...3, using: &generator) } + 3 }
        #expect(!world(counts: bell).codes().contains(.memberFilter))
    }

    @Test func historiesCutAtAMaximumAreFound() {
        let counts = tail(600, from: 3).map { min($0, 20) }
        #expect(world(counts: counts).codes().contains(.cappedHistories))
        #expect(!world(counts: tail(600, from: 1)).codes().contains(.cappedHistories))
    }

    @Test func popularityThatGivesTheVerdictAwayIsAnArtefact() throws {
        // Likes on sixty items, dislikes on thousands.
        let biased = world(counts: [Int](repeating: 24, count: 200)) { user, place in
            place % 4 == 0 ? (1000 + user * 24 + place, .dislike) : ((user + place * 7) % 60, .like)
        }
        let finding = try #require(biased.report().finding(.popularityRevealsOutcome))
        #expect(finding.figures["auc"]! > 0.95)
        let fair = world(counts: [Int](repeating: 24, count: 200)) { user, place in
            ((user + place * 7) % 60, place % 4 == 0 ? .dislike : .like)
        }
        #expect(!fair.codes().contains(.popularityRevealsOutcome))
    }

    @Test func oneUserOrItemThatOutweighsAllIsNamed() throws {
        let user = try #require(world(counts: [Int](repeating: 12, count: 100) + [400]).report().finding(.dominatingUser))
        #expect(user.summary.contains("u100"))
        let item = world(counts: [Int](repeating: 12, count: 100)) { user, place in
            place % 2 == 0 ? (0, .play) : ((user + place * 3) % 90, .play)
        }
        #expect(try #require(item.report().finding(.dominatingItem)).summary.contains("“i0”"))
    }
}

import Datasets
import Serving
import Testing

@Suite struct NeighbourMemoryTests {
    @Test func itNeverHoldsMoreThanItsLimitAndKeepsWhatIsAskedFor() {
        var memory = NeighbourMemory(limit: 10)
        for position in 0..<1_000 {
            memory.keep([ItemIndex(position + 1)], of: ItemIndex(position))
            // One title is asked for all the time.
            #expect(memory.neighbours(of: ItemIndex(0)) == [ItemIndex(1)])
            #expect(memory.count <= 10)
        }
        #expect(memory.neighbours(of: ItemIndex(999)) == [ItemIndex(1_000)])
        #expect(memory.neighbours(of: ItemIndex(500)) == nil)
    }

    @Test func neighboursOfTheMostChosenTitlesAreFoundBesideTheAnswers() async throws {
        let world = PageWorld(titles: 600, seed: 9)
        let shelves = world.snapshot.shelves
        #expect(shelves.popular.count == TitleShelves.popularCount && shelves.neighbourhoodCount == 0)
        shelves.findNeighbours(world.engine)
        for _ in 0..<3_000 where shelves.neighbourhoodCount < shelves.popular.count { try await Task.sleep(for: .milliseconds(10)) }
        #expect(shelves.neighbourhoodCount == shelves.popular.count)
        let asked = Array(shelves.popular.prefix(20))
        #expect(shelves.neighbours(of: asked, engine: world.engine) == world.engine.nearest(to: asked, count: TitleShelves.neighbourCount))
        // Nothing is found twice, and others are found when they are asked for.
        let others = (0..<600).map { ItemIndex($0) }.filter { !shelves.popular.contains($0) }
        #expect(shelves.neighbours(of: Array(others.prefix(3)), engine: world.engine).allSatisfy { $0.count == TitleShelves.neighbourCount })
        #expect(shelves.neighbourhoodCount == shelves.popular.count + 3)
    }

    @Test func aCatalogueThatIsReplacedAtOnceIsNotWorkedOn() async throws {
        weak var gone: TitleShelves?
        do {
            let world = PageWorld(titles: 50, seed: 10)
            world.snapshot.shelves.findNeighbours(world.engine)
            gone = world.snapshot.shelves
        }
        for _ in 0..<500 where gone != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(gone == nil)
    }
}

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
}

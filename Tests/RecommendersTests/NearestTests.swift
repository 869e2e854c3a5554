import Datasets
import Recommenders
import Testing

struct NearestTests {
    @Test func manyAtOnceAreWhatEachIsAlone() {
        let world = StateWorld()
        // More than one product takes at once, and one of them twice.
        let items = (0..<37).map { ItemIndex($0) } + [ItemIndex(3)]
        for count in [1, 10, StateWorld.itemCount] {
            let found = world.scorer.nearest(to: items, count: count)
            #expect(found == items.map { item in world.scorer.similar(to: item, count: count).map(\.item) })
        }
        #expect(world.scorer.nearest(to: [], count: 5).isEmpty)
    }
}

import Serving
import Testing

@Suite struct ReasonVarietyTests {
    @Test func theLikeliestIsNamedUnlessAnotherIsNearlyAsLikelyAndWasNamedLess() {
        var variety = ReasonVariety(count: 3)
        let near: [Float] = [1, 0.9, 0.5]
        #expect((0..<4).map { _ in variety.choose { near[$0] } } == [0, 1, 0, 1])
        // Far less likely ones are never named, however often the others were.
        #expect((0..<50).allSatisfy { _ in variety.choose { near[$0] } != 2 })
        #expect(variety.choose { [0.1, 0.2, 1][$0] } == 2)
    }

    @Test func nothingIsNamedWhereNothingIsLikely() {
        var variety = ReasonVariety(count: 2)
        #expect(variety.choose { [0, -1][$0] } == nil)
        #expect(variety.choose { [-1, 0.001][$0] } == 1)
        var nobody = ReasonVariety(count: 0)
        #expect(nobody.choose { _ in 1 } == nil)
    }
}

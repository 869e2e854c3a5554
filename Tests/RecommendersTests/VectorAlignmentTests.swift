import Datasets
import Foundation
import Recommenders
import Testing

@Suite struct VectorAlignmentTests {
    private func units(_ count: Int, _ dimension: Int, seed: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed)
        var values: [Float] = []
        for _ in 0..<count {
            let row = (0..<dimension).map { _ in
                Float((0..<6).reduce(0.0) { sum, _ in sum + Double.random(in: -1...1, using: &random) })
            }
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            values += row.map { $0 / length }
        }
        return values
    }

    /// A product of reflections: orthogonal.
    private func rotated(_ vectors: [Float], _ dimension: Int, seed: UInt64) -> [Float] {
        var result = vectors
        for mirror in 0..<4 {
            let normal = units(1, dimension, seed: seed + UInt64(mirror))
            for at in stride(from: 0, to: result.count, by: dimension) {
                let product = (0..<dimension).reduce(Float(0)) { $0 + result[at + $1] * normal[$1] }
                for k in 0..<dimension { result[at + k] -= 2 * product * normal[k] }
            }
        }
        return result
    }

    private func orthogonality(_ alignment: VectorAlignment) -> Double {
        let d = alignment.dimension
        var worst = 0.0
        for a in 0..<d {
            for b in 0...a {
                let product = (0..<d).reduce(0.0) {
                    $0 + Double(alignment.rotation[a * d + $1]) * Double(alignment.rotation[b * d + $1])
                }
                worst = max(worst, abs(product - (a == b ? 1 : 0)))
            }
        }
        return worst
    }

    @Test(arguments: [1, 2, 7, 32]) func aPlantedRotationIsFound(_ dimension: Int) throws {
        let vectors = units(20 * dimension, dimension, seed: 1)
        let targets = rotated(vectors, dimension, seed: 50)
        let alignment = try #require(
            VectorAlignment.fit(vectors, onto: targets, dimension: dimension, model: "b", previous: "a", space: "a"))
        #expect(orthogonality(alignment) < 1e-5)
        for (found, wanted) in zip(alignment(vectors), targets) { #expect(abs(found - wanted) < 1e-4) }
        #expect(alignment.cosineAfter > 0.9999 && alignment.space == "a")
    }

    @Test func noiseIsRotatedAsFarAsItGoes() throws {
        let vectors = units(400, 16, seed: 3)
        let noise = units(400, 16, seed: 4)
        let targets = zip(rotated(vectors, 16, seed: 9), noise).map { $0 + 0.3 * $1 }
        let alignment = try #require(VectorAlignment.fit(vectors, onto: targets, dimension: 16, model: "b", previous: "a", space: "a"))
        #expect(orthogonality(alignment) < 1e-5)
        #expect(alignment.cosineAfter > alignment.cosineBefore && alignment.cosineAfter > 0.9)
    }

    @Test func directionsThatNothingIsKnownAboutAreFilledUp() throws {
        // All vectors lie in a plane of eight dimensions.
        let plane = units(40, 2, seed: 6)
        var vectors = [Float](repeating: 0, count: 40 * 8)
        for row in 0..<40 { (vectors[row * 8], vectors[row * 8 + 1]) = (plane[row * 2], plane[row * 2 + 1]) }
        let targets = rotated(vectors, 8, seed: 12)
        let alignment = try #require(VectorAlignment.fit(vectors, onto: targets, dimension: 8, model: "b", previous: "a", space: "a"))
        #expect(orthogonality(alignment) < 1e-5)
        for (found, wanted) in zip(alignment(vectors), targets) { #expect(abs(found - wanted) < 1e-4) }
    }

    @Test func tooFewTitlesAndBadNumbersBeginASpaceOfTheirOwn() {
        let few = units(3, 8, seed: 1)
        #expect(VectorAlignment.fit(few, onto: few, dimension: 8, model: "b", previous: "a", space: "a") == nil)
        var broken = units(20, 4, seed: 1)
        broken[3] = .nan
        #expect(VectorAlignment.fit(broken, onto: broken, dimension: 4, model: "b", previous: "a", space: "a") == nil)
        #expect(VectorAlignment.fit([], onto: [], dimension: 0, model: "b", previous: "a", space: "a") == nil)
        let beginning = VectorAlignment.beginning("m", dimension: 4)
        #expect(beginning(few) == few || few.count % 4 == 0 && beginning(few) == few)
    }
}

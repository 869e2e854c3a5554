import Language
import NeuralNetworks
import Testing

@Suite struct HashedTextEncoderTests {
    /// Two subjects, whose texts share no word with each other's.
    private let texts = (0..<40).flatMap { number in
        [
            "detective \(number) hunts the murderer of case \(number % 7) in the dark city",
            "spaceship \(number) drifts among galaxy \(number % 7) with alien robots aboard",
        ]
    }

    private func vectors(_ encoder: HashedTextEncoder, _ texts: [String]) -> [[Float]] {
        let values = encoder.encode(texts, workers: 2)
        return texts.indices.map { Array(values[$0 * encoder.dimension..<(($0 + 1) * encoder.dimension)]) }
    }

    @Test func textsOfOneSubjectLieNearer() {
        let encoder = HashedTextEncoder(fitting: texts, dimension: 16)
        let found = vectors(
            encoder, ["detectives and a murder in the city", "the murderer of the detective", "alien galaxies", "a robot spaceship"])
        #expect(cosine(found[0], found[1]) > 0.5)
        #expect(cosine(found[2], found[3]) > 0.5)
        #expect(cosine(found[0], found[2]) < 0.2)
    }

    @Test func theOrderOfTheTextsChangesNothing() {
        let one = HashedTextEncoder(fitting: texts, dimension: 16)
        let other = HashedTextEncoder(fitting: texts.reversed() + texts.prefix(3), dimension: 16)
        #expect(one.identity == other.identity)
        #expect(one.encode(texts, workers: 1) == other.encode(texts, workers: 3))
        #expect(HashedTextEncoder(fitting: Array(texts.dropLast()), dimension: 16).identity != one.identity)
    }

    @Test func nothingToSayIsZero() {
        let encoder = HashedTextEncoder(fitting: texts, dimension: 16)
        #expect(vectors(encoder, ["", "…", "zzzqqq"]).allSatisfy { $0.allSatisfy { $0 == 0 } })
        #expect(HashedTextEncoder(fitting: []).encode(["a text"], workers: 1) == [0])
        let alone = HashedTextEncoder(fitting: ["one text alone"]).encode(["one text alone"], workers: 1)
        #expect(alone.allSatisfy { $0.isFinite })
    }

    @Test func aBundleGivesItBack() throws {
        let encoder = HashedTextEncoder(fitting: texts, dimension: 16)
        let tensors = try Safetensors(decoding: Safetensors(tensors: encoder.export()).encoded()).tensors
        let read = try #require(try HashedTextEncoder(tensors))
        #expect(read.identity == encoder.identity)
        #expect(read.encode(texts, workers: 2) == encoder.encode(texts, workers: 2))
        var damaged = tensors
        damaged["text.hashed.rows"]!.values[0] = 1e9
        #expect(throws: TextEncoderError.self) { try HashedTextEncoder(damaged) }
        damaged["text.hashed.rows"] = nil
        #expect(try HashedTextEncoder(damaged)?.identity == nil)
    }
}

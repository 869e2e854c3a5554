import Foundation
import Language
import Tensors
import Testing

@Suite struct SentenceEncoderTests {
    private let answers = TinyEncoder.golden.answers

    @Test(arguments: KernelLevel.available, EncoderPrecision.allCases)
    func aTinyModelAnswersAsPyTorchDoes(level: KernelLevel, precision: EncoderPrecision) throws {
        try level.only {
            let encoder = try TinyEncoder.encoder(precision)
            // One worker: the level is this thread's alone.
            let vectors = encoder.encode(answers.map(\.text), workers: 1)
            for (number, answer) in answers.enumerated() {
                let own = vectors[number * encoder.dimension..<(number + 1) * encoder.dimension]
                let least = precision == .bfloat16 && level.roundsOperandsToBF16 ? 0.999 : 0.9999995
                #expect(cosine(own, answer.vector) >= least, "\(level) \(precision): \(answer.text.debugDescription)")
            }
        }
    }

    /// A text's pieces meet only themselves, so neighbours in a batch and the number of threads change no bit.
    @Test func aVectorDependsOnItsTextAlone() throws {
        let encoder = try TinyEncoder.encoder(.bfloat16)
        let texts = answers.map(\.text)
        let together = encoder.encode(texts, workers: 2)
        for workers in [1, 3, 100] { #expect(encoder.encode(texts, workers: workers) == together) }
        for (number, text) in texts.enumerated() {
            #expect(encoder.encode([text], workers: 1)[...] == together[number * 32..<(number + 1) * 32], "\(text.debugDescription)")
        }
        let reversed = encoder.encode(texts.reversed(), workers: 2)
        #expect(reversed[0..<32] == together[(texts.count - 1) * 32..<texts.count * 32])
    }

    @Test func noTextsGiveNoVectors() throws {
        #expect(try TinyEncoder.encoder().encode([], workers: 2).isEmpty)
    }

    @Test func vectorsHaveLengthOne() throws {
        let vectors = try TinyEncoder.encoder().encode(["", "the lost king"], workers: 2)
        for row in 0..<2 { #expect(abs(vectors[row * 32..<(row + 1) * 32].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5) }
    }

    @Test func theIdentityTellsWeightsAndVocabulariesApart() throws {
        let one = try TinyEncoder.encoder().identity
        #expect(try TinyEncoder.encoder(.bfloat16).identity == one)
        var weights = TinyEncoder.tensors
        weights["embeddings.LayerNorm.bias"]!.values[3] += 1
        let data = try TinyEncoder.file(weights)
        #expect(try TinyEncoder.encoder(changing: ["model.safetensors": data]).identity != one)
        var vocabulary = TinyEncoder.golden.vocabulary
        vocabulary.swapAt(10, 11)
        let text = Data(vocabulary.joined(separator: "\n").utf8)
        #expect(try TinyEncoder.encoder(changing: ["vocab.txt": text]).identity != one)
    }

    @Test func theVocabularyMayComeFromTheTokenizerFile() throws {
        let table = Dictionary(uniqueKeysWithValues: TinyEncoder.golden.vocabulary.enumerated().map { ($1, $0) })
        let json = try JSONSerialization.data(withJSONObject: ["model": ["type": "WordPiece", "vocab": table]])
        var files = try TinyEncoder.files()
        files["vocab.txt"] = nil
        files["tokenizer.json"] = json
        let encoder = try TinyEncoder.withFolder(files) { try SentenceEncoder(folder: $0, precision: .float32) }
        #expect(encoder.encode(["the lost king"], workers: 1) == (try TinyEncoder.encoder().encode(["the lost king"], workers: 1)))
    }

    /// The folder that `make text-encoder` installs, against a sample of what sentence-transformers answers.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["TASTEMAKER_TEXT_ENCODER"] != nil,
            "set TASTEMAKER_TEXT_ENCODER to the folder that `make text-encoder` installs"))
    func theInstalledEncoderAnswersAsSentenceTransformersDoes() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["TASTEMAKER_TEXT_ENCODER"])
        for precision in EncoderPrecision.allCases {
            let encoder = try SentenceEncoder(folder: folder, precision: precision)
            let answers = TinyEncoder.sample.answers
            let vectors = encoder.encode(answers.map(\.text), workers: 2)
            for (number, answer) in answers.enumerated() {
                #expect(encoder.tokenizer.pieces(answer.text) == answer.pieces, "\(answer.text.debugDescription)")
                let own = vectors[number * encoder.dimension..<(number + 1) * encoder.dimension]
                #expect(cosine(own, answer.vector) >= 0.9999, "\(precision): \(answer.text.debugDescription)")
            }
        }
    }
}

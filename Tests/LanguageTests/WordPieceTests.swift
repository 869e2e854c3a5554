import Foundation
import Language
import Testing

@Suite struct WordPieceTests {
    private func tokenizer(_ pieces: [String], lowercases: Bool = true, length: Int = 64) throws -> WordPieceTokenizer {
        let vocabulary = try WordPieceVocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + pieces, file: "vocab.txt")
        return WordPieceTokenizer(vocabulary: vocabulary, lowercases: lowercases, maximumLength: length)
    }

    /// Texts of many scripts, cut by huggingface/tokenizers.
    @Test func textsAreCutAsTheReferenceCutsThem() throws {
        let golden = TinyEncoder.golden
        let tokenizer = WordPieceTokenizer(
            vocabulary: try WordPieceVocabulary(golden.vocabulary, file: "vocab.txt"), lowercases: true,
            maximumLength: golden.config.max_position_embeddings)
        for answer in golden.answers { #expect(tokenizer.pieces(answer.text) == answer.pieces, "\(answer.text.debugDescription)") }
    }

    @Test func theLongestKnownPieceWins() throws {
        let tokenizer = try tokenizer(["un", "unbe", "##lie", "##liev", "##able"])
        #expect(tokenizer.pieces("unbelievable") == [2, 6, 8, 9, 3])
        #expect(tokenizer.pieces("unbelievably") == [2, 1, 3], "a word that cannot be cut to its end is unknown as a whole")
    }

    @Test func aWordOfMoreThanAHundredCharactersIsUnknown() throws {
        let tokenizer = try tokenizer(["a", "##a"], length: 256)
        #expect(tokenizer.pieces(String(repeating: "a", count: 100)).count == 102)
        #expect(tokenizer.pieces(String(repeating: "a", count: 101)) == [2, 1, 3])
        #expect(tokenizer.pieces(String(repeating: "é", count: 100)) == [2, 1, 3])
    }

    @Test func whatIsTooLongLosesItsEnd() throws {
        let tokenizer = try tokenizer(["a", "b"], length: 5)
        #expect(tokenizer.pieces("a b a b a b") == [2, 5, 6, 5, 3])
        #expect(tokenizer.pieces("a b a") == [2, 5, 6, 5, 3])
        #expect(try self.tokenizer(["a"], length: 2).pieces("a a") == [2, 3])
    }

    @Test func caseIsKeptWhereTheVocabularyHasIt() throws {
        let tokenizer = try tokenizer(["Café", "cafe"], lowercases: false)
        #expect(tokenizer.pieces("Café cafe CAFE") == [2, 5, 6, 1, 3])
    }

    /// Sigma has no final form here, the dot of İ goes with the accents, and a Hangul syllable falls into its letters.
    @Test func lettersAreFoldedOneByOne() throws {
        let tokenizer = try tokenizer(["ας", "ασ", "i", "##stanbul", "한", "strasse", "straße"])
        #expect(tokenizer.pieces("ΑΣ") == [2, 6, 3])
        #expect(tokenizer.pieces("İSTANBUL") == [2, 7, 8, 3])
        let letters = String(String.UnicodeScalarView("한".decomposedStringWithCanonicalMapping.unicodeScalars))
        let hangul = try self.tokenizer([letters])
        #expect(hangul.pieces("한") == [2, 5, 3])
        #expect(tokenizer.pieces("STRAßE") == [2, 11, 3])
    }

    @Test func aVocabularyWithoutSpecialPiecesIsRefused() {
        #expect(throws: TextEncoderError.damaged(file: "vocab.txt", reason: "the piece [CLS] is missing")) {
            try WordPieceVocabulary(["[UNK]", "[SEP]"], file: "vocab.txt")
        }
        #expect(throws: TextEncoderError.self) { try WordPieceVocabulary([], file: "vocab.txt") }
    }
}

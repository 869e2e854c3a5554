import ToolProtocol
import Understanding

/// Which texts of the catalogue a tool may hand to a model, and how.
///
/// A model that follows every text that it reads must not be able to do harm through ours: what a tool can do does not depend on what
/// is read. This is the second belt: text that speaks to its reader is left out, so that nobody is tempted. It is the belt of pitches,
/// `PlainText`, but for titles: a title is what a person asks for, so that a short one may have one word that also commands.
enum ToolText {
    /// Instead of a title that is none.
    static let withheld = "(title withheld)"
    private static let longestTitle = 120
    private static let longestPlot = 320
    /// Of a title that has a word that commands: “Say Anything”, “The Forget-Me-Not Murders”, and no sentence.
    private static let mostCommandingWords = 6

    /// The title as data; nil where it speaks to whoever reads it, hides something, or is no line of text.
    static func title(_ text: String) -> String? {
        let line = PlainLine.of(text, longest: longestTitle)
        guard !line.isEmpty else { return nil }
        if PlainText.isName(text) { return text }
        // What was hidden in it, or cut from it, was no part of a title.
        guard line == text, !text.unicodeScalars.contains(where: { marks.contains($0) }) else { return nil }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "-" })
        let commands = words.filter { !PlainText.isName(bare($0)) }
        guard words.count <= mostCommandingWords, commands.count <= 1 else { return nil }
        return commands.allSatisfy { isPlainWord($0) } ? text : nil
    }

    /// Latin letters and the marks around them: what commands in other letters, or in letters that look like others, is no title.
    private static func isPlainWord(_ word: some StringProtocol) -> Bool {
        word.unicodeScalars.allSatisfy { $0.value < 0x250 } && word.allSatisfy { $0.isLetter || ".,!?'’:()".contains($0) }
    }

    private static let marks: Set<Unicode.Scalar> = ["<", ">", "{", "}", "|", "\\", "`", "^", "~", "[", "]", "@", "#", "*"]

    private static func bare(_ word: some StringProtocol) -> String {
        let text = word.trimmingPrefix { !$0.isLetter && !$0.isNumber }
        let trimmed = String(text.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
        return trimmed.isEmpty ? "a" : trimmed
    }

    /// The sentences of a plot that tell of the title and speak to nobody, as far as there is room; nil where none does.
    static func plot(_ text: String?) -> String? {
        guard let text else { return nil }
        var plot = ""
        for sentence in Sentences.of(String(text.prefix(4_000)), most: 12) where PlainText.isTelling(sentence) {
            guard plot.unicodeScalars.count + sentence.unicodeScalars.count < longestPlot else { break }
            plot += (plot.isEmpty ? "" : " ") + sentence
        }
        return plot.isEmpty ? nil : plot
    }

    /// Genres, people, tags: those that are names.
    static func labels(_ values: some Sequence<String>, most: Int = 8) -> JSONTree {
        .array(values.lazy.filter { PlainText.isLabel($0) || PlainText.isPerson($0) }.prefix(most).map { .string($0) })
    }

    static func isLabel(_ text: String) -> Bool { PlainText.isLabel(text) || PlainText.isPerson(text) }

    /// Ids go out as they are, since they come back: those that are no plain tokens do not go out at all.
    static func isIdentifier(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(isPlain) else { return false }
        return PlainText.isName(text.map { $0.isLetter || $0.isNumber ? $0 : " " }.reduce(into: "") { $0.append($1) })
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_.:+".utf8.contains(byte)
        }
    }
}

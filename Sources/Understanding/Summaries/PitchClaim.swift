/// Something that a text says of a title, and whether the catalogue or the reasons say it too.
public struct PitchClaim: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case title, person, role, genre, number, label, plot, history, contrast, name, praise, word, form
    }
    public var kind: Kind
    /// The words of the text that make it.
    public var text: String
    public var isSupported: Bool

    public init(_ kind: Kind, _ text: String, isSupported: Bool) {
        self.kind = kind
        self.text = text
        self.isSupported = isSupported
    }
}

/// Takes a text apart into what it claims, and holds every part against the catalogue and the reasons.
///
/// Strict by construction: a closed list of words claims nothing; every other word must come from the record of the title or from the
/// reasons. What is not understood is not supported. So are names, numbers, praise, and whatever a title of the history is said to
/// have that the reasons do not say it has.
public struct ClaimChecker: Sendable {
    /// Screened: what was left out of the facts supports nothing.
    let subject: PitchSubject

    public init(_ subject: PitchSubject) { self.subject = subject.screened() }

    /// Every claim of a text, in order.
    public func claims(of text: String) -> [PitchClaim] {
        let reader = ClaimReader(subject)
        // A text that is no line of plain words is not read on.
        if let claim = form(of: text, reader) { return [claim] }
        var (claims, rest): ([PitchClaim], String) = ([], text)
        for sentence in subject.facts.sentences where rest.contains(sentence) {
            claims.append(PitchClaim(.plot, sentence, isSupported: true))
            rest = rest.replacing(sentence, with: " . ")
        }
        let sentences = ClaimChecker.sentences(reader.tokens(of: rest))
        switch subject.language {
        case .english:
            let english = EnglishClaims(subject)
            for sentence in sentences { claims += english.claims(of: sentence) }
        case .chinese:
            let chinese = ChineseClaims(subject)
            for sentence in sentences { claims += chinese.claims(of: sentence) }
        }
        return sentences.isEmpty && claims.isEmpty ? [PitchClaim(.form, "", isSupported: false)] : claims
    }

    /// The claims that nothing supports; empty for a text that may be shown.
    public func unsupported(in text: String) -> [PitchClaim] { claims(of: text).filter { !$0.isSupported } }

    private static let marks = Set(" .,;:'’“”\"-–—()&…。，、；：《》·".unicodeScalars)

    /// What is wrong with length, characters and layout.
    private func form(of text: String, _ reader: ClaimReader) -> PitchClaim? {
        guard text.utf8.count <= 2000, subject.language.length(of: text) <= subject.length.words else {
            return PitchClaim(.form, "longer than was asked for", isSupported: false)
        }
        for scalar in text.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || (scalar.isASCII && (0x30...0x39).contains(scalar.value))
            // Some characters only a name of the catalogue may bring along.
            guard isWord || ClaimChecker.marks.contains(scalar) || reader.scalars.contains(scalar) || isTold(scalar) else {
                return PitchClaim(.form, "U+\(String(scalar.value, radix: 16))", isSupported: false)
            }
        }
        return nil
    }

    /// Or a sentence of the plot.
    private func isTold(_ scalar: Unicode.Scalar) -> Bool { subject.facts.sentences.contains { $0.unicodeScalars.contains(scalar) } }

    private static func sentences(_ tokens: [ClaimToken]) -> [[ClaimToken]] {
        tokens.split { $0 == .mark(".") || $0 == .mark("。") || $0 == .mark("…") }.map(Array.init)
    }
}

/// A piece of a text that is being checked.
enum ClaimToken: Hashable {
    case fact(ClaimFact)
    case word(String)
    case mark(Character)

    var word: String? { if case .word(let word) = self { word.lowercased() } else { nil } }
    var fact: ClaimFact? { if case .fact(let fact) = self { fact } else { nil } }
}

/// A piece of the record that a text repeats.
struct ClaimFact: Hashable {
    enum Kind: Hashable { case title, cause, person, genre, label }
    var kind: Kind
    /// As the catalogue has it.
    var value: String
}

/// Which texts of the outside may stand in a sentence of ours.
///
/// A second belt: nothing here is ever followed, whatever it says. But a title that asks its reader to do something, an address, or
/// markup has no place in front of a person.
public enum PlainText {
    /// A title or the name of a person.
    public static func isName(_ text: String) -> Bool {
        (1...120).contains(text.unicodeScalars.count) && text.split(separator: " ").count <= 16 && isHarmless(text)
    }

    /// The name of a person: a few words, and none of the marks that end one thing and begin another.
    public static func isPerson(_ text: String) -> Bool {
        isName(text) && text.unicodeScalars.count >= 2 && text.split(separator: " ").count <= 6 && !text.contains(where: ":;?!/".contains)
    }

    /// A genre, a country, a language, a tag.
    public static func isLabel(_ text: String) -> Bool {
        (2...40).contains(text.unicodeScalars.count) && text.split(separator: " ").count <= 4 && isHarmless(text)
            && text.allSatisfy { $0.isLetter || $0.isNumber || " -'’&/".contains($0) }
    }

    /// A sentence that tells of a title and speaks to nobody.
    public static func isTelling(_ text: String) -> Bool {
        guard (12...600).contains(text.unicodeScalars.count), isHarmless(text) else { return false }
        let words = words(of: text)
        guard words.count >= 4 || text.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) else { return false }
        // What is as long as this is no word; base64 is.
        guard words.allSatisfy({ $0.count <= 24 || $0.unicodeScalars.contains { $0.value >= 0x2E80 } }) else { return false }
        guard words.allSatisfy({ !claims.contains($0) && !addresses.contains($0) }) else { return false }
        return !addressedParts.contains { text.contains($0) }
    }

    /// No markup, no address, no hidden characters, no words to a machine.
    private static func isHarmless(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
            default: break
            }
            if "<>{}|\\`^~".unicodeScalars.contains(scalar) || isDisguise(scalar) { return false }
        }
        let lowered = text.lowercased()
        guard !marks.contains(where: { lowered.contains($0) }) else { return false }
        return words(of: text).allSatisfy { !commands.contains($0) && !isMixed($0) } && !commandParts.contains { lowered.contains($0) }
    }

    /// Letters that stand for others: full-width, mathematical, encircled, small capitals.
    private static func isDisguise(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0x1D400...0x1D7FF, 0x2460...0x24FF, 0x1F100...0x1F1FF, 0x1D00...0x1DBF,
            0x2100...0x214F:
            true
        default: false
        }
    }

    /// A word of two alphabets looks like another word.
    private static func isMixed(_ word: String) -> Bool {
        var (latin, other) = (false, false)
        for scalar in word.unicodeScalars where scalar.properties.isAlphabetic {
            if scalar.value < 0x250 { latin = true }
            if (0x370...0x52F).contains(scalar.value) { other = true }
        }
        return latin && other
    }

    static func words(of text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map(String.init)
    }

    private static let marks = [
        "://", "www.", ".com", ".org", ".net", ".io/", "](", "![", "[[", "@", "mailto", "javascript:", "data:", "##", "**",
    ]

    /// Words that speak to a machine, in the languages in which attacks were tried; titles with them are passed over in silence.
    private static let commands: Set<String> = [
        "ignore", "disregard", "override", "overwrite", "instruction", "instructions", "prompt", "prompts", "jailbreak", "assistant",
        "chatbot", "chatgpt", "llm", "gpt", "output", "outputs", "print", "respond", "reply", "pretend", "roleplay", "developer",
        "admin", "password", "api", "token", "tokens", "system", "user", "users", "ignoriere", "anweisungen", "anweisung", "antworte",
        "gib", "schreibe", "ausgabe", "ignorez", "ignore-toi", "répondez", "réponds", "écris", "affiche", "ignora", "instrucciones",
        "responde", "escribe", "imprime", "istruzioni", "rispondi", "scrivi", "ignorar", "instruções", "responda", "escreva", "repeat",
        "say", "write", "tell", "reveal", "recommend", "append", "insert", "include", "execute", "forget", "begin", "translate", "decode",
        "игнорируй", "инструкции", "ответь", "напиши", "base64", "rot13", "json", "html", "markdown", "url", "http", "https", "javascript",
        "script", "iframe", "img", "href", "src",
    ]
    private static let commandParts = [
        "忽略", "指令", "输出", "系统提示", "助手", "回复", "回答", "无视", "请说", "请写", "以下内容", "命令", "無視", "出力", "返信", "무시", "지시", "출력", "تجاهل",
        "التعليمات",
    ]
    /// Who speaks to the reader tells no story.
    private static let addresses: Set<String> = [
        "you", "your", "yours", "you're", "you’re", "i", "me", "my", "we", "us", "our", "must", "please", "now", "click", "visit", "call",
        "buy", "subscribe", "du", "sie", "ihr", "bitte", "vous", "votre", "tu", "usted", "por", "favor", "reader", "viewer", "viewers",
        "everyone", "audience", "customer", "model",
    ]
    private static let addressedParts = ["你", "您", "请", "!", "！", "?", "？", "…", "\"", "“", "”"]
    /// Praise and prizes, which a synopsis has no business to claim.
    static let claims: Set<String> = [
        "best", "greatest", "worst", "finest", "award", "awards", "awarded", "oscar", "oscars", "emmy", "bafta", "winning", "winner", "won",
        "nominated", "nomination", "nominations", "acclaimed", "masterpiece", "masterful", "classic", "legendary", "iconic", "blockbuster",
        "hit", "unmissable", "must-see", "rated", "rating", "ratings", "stars", "star", "percent", "top", "grossing", "critics",
        "critically",
        "beloved", "favourite", "favorite", "popular", "famous", "record", "perfect", "stunning", "brilliant", "guaranteed", "ever",
    ]
}

extension Setting {
    /// A connected language model; without an address there is none, and nothing leaves the machine.
    static let language: [Setting] = [
        Setting(
            "language.model.url", .text, "",
            "Address of a language model's server in OpenAI's dialect, such as `http://127.0.0.1:8080/v1`. Default: none; nothing leaves this machine."
        ),
        Setting("language.model.name", .text, "default", "The model, as its server calls it."),
        Setting("language.model.key-file", .text, "", "File with the key to that server."),
        Setting(
            "language.model.deadline-ms", .whole(50...60_000), "4000",
            "Longest wait for the model; never beyond the request's own deadline."),
        Setting("language.model.concurrency", .whole(1...256), "2", "Questions to the model at once."),
        Setting(
            "language.model.reads-queries", .truth, "false",
            "Whether the model is asked what a search means of which the tables understand little; what is typed then goes to it."),
        Setting(
            "language.model.chooses-titles", .truth, "false",
            "Whether the model chooses, in a conversation, which of the ranker's candidates a reply names: one more question a turn."),
        Setting(
            "language.model.tag-titles", .whole(0...1_000_000), "0",
            "Titles that one run of the tagger asks the model about; what it proposes a person looks at first."),
        Setting("language.model.budget", .whole(0...1_000_000_000), "0", "Tokens a day; 0 for as many as are asked for."),
    ]
}

/// How a language model is reached.
public struct LanguageSettings: Sendable, Hashable {
    /// Address before `/chat/completions`.
    public var address: String
    public var model: String
    public var key: String?
    /// Seconds.
    public var deadline: Double
    public var concurrency: Int
    /// Tokens a day; nil for no limit.
    public var budget: Int?
    /// Whether it may be asked what searches mean.
    public var readsQueries: Bool
    /// Whether it may choose among candidates in a conversation.
    public var choosesTitles: Bool
    /// Titles that one run of the tagger may ask about.
    public var tagTitles: Int
}

extension Settings {
    /// Nil where no model is configured.
    ///
    /// - Throws: `ServerError` for an address that is none and a key that cannot be read.
    public func language() throws -> LanguageSettings? {
        let address = text("language.model.url")
        guard !address.isEmpty else { return nil }
        guard address.hasPrefix("http://") || address.hasPrefix("https://"), !address.contains(" ") else {
            throw ServerError.setting(
                "language.model.url", source: source("language.model.url"), expectation: "an address such as http://127.0.0.1:8080/v1")
        }
        let budget = whole("language.model.budget") ?? 0
        return LanguageSettings(
            address: address, model: text("language.model.name"), key: try key(text("language.model.key-file")),
            deadline: Double(whole("language.model.deadline-ms") ?? 4000) / 1000, concurrency: whole("language.model.concurrency") ?? 2,
            budget: budget > 0 ? budget : nil, readsQueries: truth("language.model.reads-queries") ?? false,
            choosesTitles: truth("language.model.chooses-titles") ?? false,
            tagTitles: whole("language.model.tag-titles") ?? 0)
    }

    /// The same for a process that works for the server, such as a job that tags: nothing where no tagger is to ask.
    var languageOfJobs: [String: String] {
        guard !text("language.model.url").isEmpty, whole("language.model.tag-titles") ?? 0 > 0 else { return [:] }
        return Dictionary(uniqueKeysWithValues: Setting.language.map { ($0.variable, text($0.key)) }).filter { !$0.value.isEmpty }
    }

    private func key(_ file: String) throws -> String? {
        guard !file.isEmpty else { return nil }
        let bytes: [UInt8]
        do { bytes = try Bytes.of(file) } catch { throw ServerError.file(file, "\(error)") }
        let key = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard key.count == 1, let first = key.first, first.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ServerError.file(file, "it does not hold one key and nothing else")
        }
        return String(first)
    }
}

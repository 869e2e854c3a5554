import ArgumentParser
import Conversation
import Datasets
import Foundation
import HTTPAPI
import Serving
import Storage
import Workspaces

/// `tastemaker chat`
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talk about what to watch; only titles of the catalogue are named.",
        discussion: """
            Works without a server and without a language model; with the settings language.* a model words the replies. \
            \(ChatSession.help)
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var settings: ServerSettings
    @Option(help: "Whose history counts, and whose conversation is kept. Default: nobody; then nothing is stored.") var user: String?
    @Option(help: "A user who watches along; may be repeated.") var with: [String] = []
    @Option(help: ArgumentHelp("Read what is said from a file, one turn a line, and print both sides.", valueName: "file")) var script:
        String?
    @Option(name: [.customShort("k"), .long], help: "Titles of a reply.") var count = 3
    @Flag(help: "Let what you tell (“I loved Heat”) become events of the user.") var remember = false

    func validate() throws {
        guard (1...10).contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 10") }
        if remember, user == nil { throw ValidationError("--remember needs a --user whose events they become") }
    }

    func run() async throws {
        let workspace = try common.open()
        let user = try user.map { try workspace.user(called: $0) }
        let settings = try await settings.read(workspace: common.workspace)
        let documents: any ServiceStore = user == nil ? MemoryServiceStore() : try workspace.documents()
        let start = ContinuousClock.now
        let service = TasteService(
            workspace: workspace, documents: documents, options: settings.service,
            now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) },
            seconds: { (ContinuousClock.now - start) / .seconds(1) },
            random: { .random(in: .min ... .max) })
        if user != nil { try service.recover() }
        try service.host.reload()
        try service.prepareSearch()
        var session = ChatSession(
            ChatService(service, language: try LanguageConnection.desk(settings)), service: service, user: user,
            company: try with.map { .user(try workspace.user(called: $0)) }, count: count, remembers: remember)
        try await session.talk(script: script)
        service.pages.impressions.flush()
    }
}

/// A conversation in a terminal.
struct ChatSession {
    private let chat: ChatService
    private let service: TasteService
    private let user: UserID?
    private let company: [Asker]
    private let count: Int
    private let remembers: Bool
    private var conversation: String?
    private var state: ChatState?
    private var cards: [ChatCard] = []

    static let help = """
        Say what you like, or: /why N, /similar N, /like N, /dislike N, /seen N, /memory, /forget, /help, /quit.
        """

    init(_ chat: ChatService, service: TasteService, user: UserID?, company: [Asker], count: Int, remembers: Bool) {
        self.chat = chat
        self.service = service
        self.user = user
        self.company = company
        self.count = count
        self.remembers = remembers
    }

    mutating func talk(script: String?) async throws {
        if let script {
            for line in try String(contentsOfFile: script, encoding: .utf8).split(whereSeparator: \.isNewline) {
                guard line.contains(where: { !$0.isWhitespace }), !line.hasPrefix("#") else { continue }
                print("> \(line)")
                guard try await take(String(line)) else { return }
            }
            return
        }
        print(ChatSession.help)
        while true {
            print("> ", terminator: "")
            fflush(nil)
            guard let line = readLine() else { return }
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard try await take(line) else { return }
        }
    }

    /// - Returns: whether the conversation goes on.
    private mutating func take(_ line: String) async throws -> Bool {
        do {
            if line.hasPrefix("/") { return try await obey(line) }
            try await say(line)
        } catch let error as ServingError {
            print("\(error)\n")
        }
        return true
    }

    private mutating func say(_ message: String) async throws {
        var request = ChatTurnRequest(
            message, asker: user.map { .user($0) }, company: company, conversation: conversation, state: conversation == nil ? state : nil,
            at: Moment(time: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)), surface: "chat"), count: count)
        request.consent = remembers
        for try await event in chat.turn(request) {
            switch event {
            case .text(let text):
                print(text, terminator: "")
                fflush(nil)
            case .item, .state: break
            case .done(let reply):
                (conversation, state) = (reply.conversation, reply.view.state)
                if !reply.cards.isEmpty, reply.act != .explain { cards = reply.cards }
                print(reply.fallback.map { "\n(worded by the built-in engine: \($0))\n" } ?? "\n")
            }
        }
    }

    // MARK: Commands

    private mutating func obey(_ line: String) async throws -> Bool {
        let words = line.split(separator: " ")
        let number = words.count > 1 ? Int(words[1]) : nil
        switch words[0] {
        case "/quit", "/exit": return false
        case "/help": print(ChatSession.help + "\n")
        case "/memory": try await say("what do you remember")
        case "/forget":
            if let user { try chat.forget(user, conversation: nil) }
            (conversation, state, cards) = (nil, nil, [])
            print("Forgotten.\n")
        case "/why": try await about(number) { "why \($0)" }
        case "/similar": try await about(number) { "more like \($0)" }
        case "/like": try await about(number) { "I liked \($0)" }
        case "/dislike": try await about(number) { "I didn't like \($0)" }
        case "/seen": try await about(number) { "I have seen \($0)" }
        default: print("There is no \(words[0]). \(ChatSession.help)\n")
        }
        return true
    }

    private mutating func about(_ number: Int?, _ message: (String) -> String) async throws {
        guard let number, cards.indices.contains(number - 1) else {
            print(cards.isEmpty ? "Nothing was shown yet.\n" : "Name a number from 1 to \(cards.count).\n")
            return
        }
        let places = ["the first one", "the second one", "the third one", "the fourth one", "the fifth one"]
        try await say(message(number <= places.count ? places[number - 1] : "“\(cards[number - 1].title)”"))
    }
}

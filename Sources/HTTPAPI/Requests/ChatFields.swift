import Conversation
import Datasets
import FoundationEssentials
import Serving

/// Reads a turn of a conversation as callers send it.
enum ChatFields {
    /// - Parameter deadline: seconds that are left.
    static func request(_ fields: inout JSONFields, _ request: APIRequest, deadline: Double) throws -> ChatTurnRequest {
        let message = try fields.required("message", try fields.string("message", longest: ChatTurnRequest.longestMessage))
        let asker = try fields.asker(request)
        let moment = try fields.momentOfChat(request.received)
        var turn = ChatTurnRequest(message, asker: asker, at: moment)
        turn.company = try company(&fields, request)
        turn.conversation = try fields.identifier("conversation")
        turn.state = try state(&fields)
        turn.earlier = try fields.strings("earlier", most: ChatTurnRequest.mostEarlier, longest: ChatTurnRequest.longestMessage) ?? []
        turn.without = try fields.strings("without", most: 50, longest: 300) ?? []
        turn.count = try fields.integer("count", in: 1...10) ?? 3
        turn.consent = try fields.bool("consent") ?? false
        turn.usesModel = try fields.bool("use_model") ?? true
        turn.deadline = .seconds(max(0, deadline))
        try checkConsent(turn, request)
        return turn
    }

    /// Others count by their history; a person's own browser may name nobody else.
    private static func company(_ fields: inout JSONFields, _ request: APIRequest) throws(Problem) -> [Asker] {
        let names = try fields.strings("company", most: ChatTurnRequest.mostCompany, longest: 256) ?? []
        guard !names.isEmpty else { return [] }
        if case .user = request.principal { throw Problem(.forbidden, detail: "a user token asks for its own user alone") }
        var company: [Asker] = []
        for (place, name) in names.enumerated() {
            guard JSONFields.isIdentifier(name) else { throw .field("/company/\(place)", "is no id of a user") }
            company.append(.user(request.naming.inside(UserID(name))))
        }
        return company
    }

    private static func state(_ fields: inout JSONFields) throws(Problem) -> ChatState? {
        guard let value = fields.value("state") else { return nil }
        var json = JSONWriter(capacity: 1_024)
        json.value(value)
        do { return try JSONDecoder().decode(ChatState.self, from: Data(json.bytes)) } catch {
            throw .field("/state", "is not the state of an earlier reply")
        }
    }

    /// What is told becomes events: a key needs the right to write them.
    private static func checkConsent(_ turn: ChatTurnRequest, _ request: APIRequest) throws(Problem) {
        guard turn.consent, case .key(_, let scopes) = request.principal else { return }
        guard scopes.contains(.events) || scopes.contains(.admin) else {
            throw Problem(.forbidden, detail: "with `consent` events are stored: the key needs the scope `events`")
        }
    }
}

extension JSONFields {
    fileprivate mutating func momentOfChat(_ now: Timestamp) throws(Problem) -> Moment {
        let country = try string("country", longest: 2)
        if let country, country.utf8.count != 2 || !country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            throw .field(pointer("country"), "is not two capital letters of ISO 3166")
        }
        return Moment(
            time: try time("at") ?? now, device: try string("device", longest: 100), locale: try string("locale", longest: 35),
            surface: "chat", country: country, maturity: try integer("maturity", in: 0...21))
    }
}

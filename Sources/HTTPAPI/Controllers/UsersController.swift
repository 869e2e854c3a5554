import Datasets
import HTTPTypes
import Serving

/// What is known of people beside their events, and what they allow.
struct UsersController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/users/{id}", "getUser", .read, users: .own) { request in
                answer(try host.service.personDocument(request.user()), request)
            },
            Route(.put, "/v1/users/{id}", "putUser", .events, lane: .batch) { request in try change(request, isPatch: false) },
            Route(.patch, "/v1/users/{id}", "patchUser", .events, lane: .batch) { request in try change(request, isPatch: true) },
            Route(.get, "/v1/users/{id}/consent", "getConsent", .read, users: .own) { request in
                let user = try request.user()
                var record = PersonRecord()
                do { record = try host.service.personDocument(user).record } catch ServingError.unknownUser {}
                return answer(record)
            },
            Route(.put, "/v1/users/{id}/consent", "putConsent", .events, users: .own, lane: .batch, isAudited: true) { request in
                try setConsents(request)
            },
            Route(
                .post, "/v1/users/{id}/merge", "mergeUser", .admin, lane: .batch, bodyLimit: 16_384, isAudited: true,
                handler: .flow { request in try await merge(request) }),
        ]
    }

    private func change(_ request: APIRequest, isPatch: Bool) throws -> APIResponse {
        let user = try request.user()
        let fields = try request.object()
        return answer(
            try host.service.changePerson(user, mustExist: isPatch) { person in
                var fields = fields
                if !isPatch { (person.attributes, person.record.maturity, person.record.country) = ([:], nil, nil) }
                try apply(&fields, to: &person)
            }, request)
    }

    private func apply(_ fields: inout JSONFields, to person: inout PersonDocument) throws(Problem) {
        if var attributes = try fields.object("attributes") {
            for name in attributes.remainingNames {
                guard JSONFields.isIdentifier(name), TextLength.of(name, isAtMost: 64) else {
                    throw .field("/attributes", "has a name that is empty, too long or holds control characters")
                }
                person.attributes[name] = try attributes.string(name, longest: 1000)
            }
            guard person.attributes.count <= 100 else { throw .field("/attributes", "has more than 100 values") }
        } else if fields.wasNull("attributes") {
            person.attributes = [:]
        }
        if let maturity = try fields.integer("maturity", in: 0...21) { person.record.maturity = maturity }
        if fields.wasNull("maturity") { person.record.maturity = nil }
        if let country = try fields.string("country", longest: 2) {
            guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
                throw .field("/country", "is not two capital letters of ISO 3166")
            }
            person.record.country = country
        }
        if fields.wasNull("country") { person.record.country = nil }
        try fields.finish()
    }

    private func setConsents(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        var decisions: [PersonRecord.Purpose: PersonRecord.Consent?] = [:]
        for purpose in PersonRecord.Purpose.allCases {
            if var decision = try fields.object(purpose.apiName) {
                let isGiven = try decision.required("given", decision.bool("given"))
                let until = try decision.time("until")
                try decision.finish()
                decisions[purpose] = .some(PersonRecord.Consent(isGiven: isGiven, time: host.now(), until: until))
            } else if fields.wasNull(purpose.apiName) {
                decisions[purpose] = .some(nil)
            }
        }
        try fields.finish()
        return answer(try host.service.setConsents(decisions, of: request.user()))
    }

    private func merge(_ request: APIRequest) async throws -> APIResponse {
        var body: [UInt8] = []
        for try await piece in request.stream { body += piece.readableBytesView }
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONReader.read(bytes: body) } catch { throw error.problem }
        var fields = try JSONFields(value, pointer: "")
        let other = try fields.required("other", fields.identifier("other"))
        try fields.finish()
        let receipt = try await host.service.merge(request.naming.inside(UserID(other)), into: request.user())
        return .object { json in
            json.field("user", request.name(of: receipt.person))
            json.field("events", receipt.events)
            json.field("documents", receipt.documents)
        }
    }

    private func answer(_ person: PersonDocument, _ request: APIRequest) -> APIResponse {
        .object { json in
            json.field("id", request.name(of: person.id))
            json.object("attributes") { json in
                for (name, value) in person.attributes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                    json.key(text: name)
                    json.value(value)
                }
            }
            if let maturity = person.record.maturity { json.field("maturity", maturity) }
            if let country = person.record.country { json.field("country", country) }
            json.field("aliases", person.aliases.map(\.rawValue))
            json.object("consents") { json in write(person.record, into: &json) }
        }
    }

    private func answer(_ record: PersonRecord) -> APIResponse {
        .object { json in json.object("consents") { json in write(record, into: &json) } }
    }

    private func write(_ record: PersonRecord, into json: inout JSONWriter) {
        for purpose in PersonRecord.Purpose.allCases {
            guard let consent = record.consents[purpose] else { continue }
            json.key(text: purpose.apiName)
            json.object { json in
                json.field("given", consent.isGiven)
                json.field("time", consent.time)
                if let until = consent.until { json.field("until", until) }
            }
        }
    }
}

extension PersonRecord.Purpose {
    var apiName: String { self == .languageModel ? "language_model" : rawValue }
}

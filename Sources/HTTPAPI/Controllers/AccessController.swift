import Datasets
import HTTPTypes
import Serving

/// Keys, the tokens of browsers, and what operators did.
struct AccessController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/keys", "listKeys", .admin, lane: .batch) { [host] _ in
                APIResponse.object { json in json.array("keys", host.keys.all) { json, key in json.object { write(key, host.now(), &$0) } }
                }
            },
            Route(.post, "/v1/keys", "createKey", .admin, lane: .batch, bodyLimit: 16_384) { request in try create(request) },
            Route(.delete, "/v1/keys/{key}", "revokeKey", .admin, lane: .batch) { [host] request in
                guard let key = try host.keys.revoke(request.path("key")) else { throw Problem.notFound("there is no such key") }
                return .object { write(key, host.now(), &$0) }
            },
            Route(.post, "/v1/user-tokens", "createUserToken", .read, lane: .events, bodyLimit: 16_384) { request in try token(request) },
            Route(.get, "/v1/audit", "listAudit", .admin, lane: .batch) { request in try audit(request) },
        ]
    }

    private func create(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        let name = try fields.required("name", try fields.string("name", longest: 200))
        guard JSONFields.isIdentifier(name) else { throw Problem.field("/name", "is empty or holds control characters") }
        let scopes = try self.scopes(&fields)
        let expires = try fields.time("expires")
        try fields.finish()
        let (key, text) = try host.keys.make(name: name, scopes: scopes, expires: expires)
        return .object(status: .created) { json in
            write(key, host.now(), &json)
            json.field("key", text)
        }
    }

    private func scopes(_ fields: inout JSONFields) throws -> Set<Scope> {
        let names = try fields.required("scopes", try fields.strings("scopes", most: Scope.allCases.count))
        var scopes: Set<Scope> = []
        for (position, name) in names.enumerated() {
            guard let scope = Scope(rawValue: name) else {
                throw Problem.field("/scopes/\(position)", "is none of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            scopes.insert(scope)
        }
        guard !scopes.isEmpty else { throw Problem.field("/scopes", "is empty") }
        return scopes
    }

    /// Whoever may read and send events for everybody may let one person do so for themselves.
    private func token(_ request: APIRequest) throws -> APIResponse {
        guard case .key(let id, let scopes) = request.principal, scopes.contains(.admin) || scopes.isSuperset(of: [.read, .events]) else {
            throw Problem(.forbidden, detail: "this needs a key with the scopes `read` and `events`")
        }
        var fields = try request.object()
        let user = try fields.required("user", try fields.identifier("user"))
        let life = try fields.integer("ttl_seconds", in: 1...UserToken.longestLife) ?? 3600
        try fields.finish()
        guard user != "me" else { throw Problem.field("/user", "is a name that stands for whoever asks") }
        let expires = Timestamp(seconds: host.now().seconds + Int64(life))
        let token = UserToken(user: UserID(user), expires: expires, key: id)
        return .object(status: .created) { json in
            json.field("token", token.text(host.keys.secret))
            json.field("user", user)
            json.field("expires", expires)
        }
    }

    private func audit(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let before = try query.integer("cursor", in: 1...(1 << 53) - 1)
        let count = try query.integer("count", in: 1...500) ?? 20
        try query.finish()
        let page = try host.audit.page(before: before, count: count)
        return .object { json in
            json.array("entries", page.entries) { json, entry in
                json.object { json in
                    json.field("number", entry.number)
                    json.field("time", entry.time)
                    json.field("principal", entry.principal)
                    json.field("action", entry.action)
                    json.field("target", entry.target)
                    json.field("status", entry.status)
                    json.field("request_id", entry.request)
                    json.field("seal", entry.seal)
                }
            }
            if let next = page.next { json.field("next_cursor", "\(next)") }
            json.field("is_intact", page.isIntact)
        }
    }
}

private func write(_ key: APIKey, _ now: Timestamp, _ json: inout JSONWriter) {
    json.field("id", key.id)
    json.field("name", key.name)
    json.field("scopes", key.scopes.map(\.rawValue).sorted())
    json.field("created", key.created)
    if let expires = key.expires { json.field("expires", expires) }
    if let revoked = key.revoked { json.field("revoked", revoked) }
    json.field("is_valid", key.isValid(at: now))
}

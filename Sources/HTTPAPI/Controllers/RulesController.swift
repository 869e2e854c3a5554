import HTTPTypes
import Serving

/// Rules that change every list: kept, removed, checked.
struct RulesController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/rules", "listRules", .catalogue, lane: .batch) { try list($0) },
            Route(.get, "/v1/rules/{name}", "getRule", .catalogue, lane: .batch) { try rule($0) },
            Route(.put, "/v1/rules/{name}", "putRule", .catalogue, lane: .batch, bodyLimit: 64 << 10, isAudited: true) { try keep($0) },
            Route(.delete, "/v1/rules/{name}", "deleteRule", .catalogue, lane: .batch, isAudited: true) { try remove($0) },
            Route(.post, "/v1/rules/check", "checkRule", .catalogue, lane: .batch, bodyLimit: 64 << 10) { try check($0) },
        ]
    }

    private func list(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        let rules = try host.service.storedRules()
        return .object { json in json.array("rules", rules) { json, rule in write(rule, into: &json) } }
    }

    private func rule(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        guard let rule = try host.service.storedRule(request.path("name")) else { throw missing(request) }
        return .json { json in write(rule, into: &json) }
    }

    private func keep(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        var body = try request.object()
        let text = try body.required("text", try body.string("text"))
        let isEnabled = try body.bool("enabled") ?? true
        let surfaces = try body.strings("surfaces", most: 20, longest: 64) ?? []
        try body.finish()
        let rule = StoredRule(name: request.path("name"), text: text, isEnabled: isEnabled, surfaces: surfaces)
        let kept = try host.service.keepRule(rule)
        return .json { json in write(kept, into: &json) }
    }

    private func remove(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        guard try host.service.removeRule(request.path("name")) else { throw missing(request) }
        return .noContent
    }

    private func missing(_ request: APIRequest) -> Problem { .notFound("there is no rule “\(request.path("name").prefix(64))”") }

    private func write(_ rule: StoredRule, into json: inout JSONWriter) {
        json.object { json in
            json.field("name", rule.name)
            json.field("text", rule.text)
            json.field("enabled", rule.isEnabled)
            json.field("surfaces", rule.surfaces)
            json.field("changed", rule.changed)
        }
    }

    /// Statements in `text`, or a condition alone in `filter`.
    private func check(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        var body = try request.object()
        let text = try body.string("text")
        let filter = try body.string("filter")
        try body.finish()
        guard (text == nil) != (filter == nil) else { throw Problem.field("", "needs either text or filter") }
        let check = text.map(host.service.checkRule) ?? host.service.checkFilter(filter!)
        return .object { json in
            json.field("valid", check.error == nil)
            if let error = check.error {
                json.object("error") { json in
                    json.field("position", error.position)
                    json.field("reason", error.reason)
                    json.field("advice", error.advice)
                }
            }
            json.array("statements", check.statements) { json, statement in
                json.object { json in
                    json.field("action", statement.action)
                    json.field("titles", statement.titles)
                    json.field("is_personal", statement.isPersonal)
                }
            }
        }
    }
}

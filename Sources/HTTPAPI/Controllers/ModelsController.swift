import HTTPTypes
import Serving

/// Models: what there is, what serves, and what may.
struct ModelsController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/models", "listModels", .admin, lane: .batch) { _ in try list() },
            Route(.get, "/v1/models/compare", "compareModels", .admin, lane: .batch) { request in try compare(request) },
            Route(.post, "/v1/models/rollback", "rollBackModel", .admin, lane: .batch, bodyLimit: 0, isAudited: true) { _ in
                try changed { _ = try $0.models.rollback() }
            },
            Route(.delete, "/v1/models/pin", "unpinModel", .admin, lane: .batch, isAudited: true) { _ in
                try changed { try $0.models.unpin() }
            },
            Route(.get, "/v1/models/{name}", "getModel", .admin, lane: .batch) { request in
                let operations = try host.demandOperations()
                let detail = try translated { try operations.models.model(request.path("name")) }
                return .object { OperationsWriter.write(detail, &$0) }
            },
            Route(.post, "/v1/models/{name}/promote", "promoteModel", .admin, lane: .batch, bodyLimit: 16_384, isAudited: true) { request in
                try promote(request)
            },
            Route(.post, "/v1/models/{name}/pin", "pinModel", .admin, lane: .batch, bodyLimit: 0, isAudited: true) { request in
                try changed { try $0.models.pin(request.path("name"), requester: request.principal.name) }
            },
        ]
    }

    private func list() throws -> APIResponse {
        let operations = try host.demandOperations()
        let models = try operations.models.list()
        let pinned = try operations.models.pinned()
        let snapshot = try? host.service.host.current()
        return .object { json in
            if let snapshot { json.field("serving", snapshot.model) }
            if let pinned { json.field("pinned", pinned) }
            if let failure = host.service.host.failure { json.field("failure", failure) }
            json.field("refused", snapshot?.refused ?? [])
            json.array("models", models) { json, model in json.object { OperationsWriter.write(model, &$0) } }
        }
    }

    /// Begins a job; its result is the comparison.
    private func compare(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let model = try query.string("model", longest: 100)
        let against = try query.string("against", longest: 100)
        try query.finish()
        guard let model else { throw Problem.parameter("model", "is missing") }
        let operations = try host.demandOperations()
        let answer = try operations.models.comparison(model, against: against, requester: request.principal.name)
        switch answer {
        case .running(let job): return .object(status: .accepted) { json in json.object("job") { OperationsWriter.write(job, &$0) } }
        case .done(let job, let data):
            return .object { json in
                json.object("job") { OperationsWriter.write(job, &$0) }
                json.key("comparison")
                OperationsWriter.write(json: data, &json)
            }
        }
    }

    private func promote(_ request: APIRequest) throws -> APIResponse {
        var (reason, overrides): (String?, Bool) = (nil, false)
        if request.body.readableBytes > 0 {
            var fields = try request.object()
            overrides = try fields.bool("override") ?? false
            reason = try fields.string("reason", longest: 1000)
            try fields.finish()
        }
        let operations = try host.demandOperations()
        let name = request.path("name")
        guard overrides else {
            let job = try operations.models.promote(name, requester: request.principal.name)
            return .object(status: .accepted) { json in json.object("job") { OperationsWriter.write(job, &$0) } }
        }
        guard let reason, !reason.allSatisfy(\.isWhitespace) else { throw Problem.field("/reason", "is needed to override the gate") }
        let verdict = try operations.models.promote(name, overriding: reason, requester: request.principal.name)
        return .object { json in json.object("verdict") { OperationsWriter.write(verdict, &$0) } }
    }

    private func changed(_ change: (Operations) throws -> Void) throws -> APIResponse {
        let operations = try host.demandOperations()
        try change(operations)
        return try list()
    }
}

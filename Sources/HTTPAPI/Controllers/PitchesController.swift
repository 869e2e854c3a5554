import Datasets
import HTTPTypes
import NIOCore
import Serving
import Understanding

/// What to say of one title to one person.
struct PitchesController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(
                .get, "/v1/users/{id}/pitch/{item}", "getPitch", .read, users: .own, handler: .flow { request in try await user(request) }),
            Route(
                .post, "/v1/session/pitch/{item}", "postSessionPitch", .read, users: .any,
                handler: .flow { request in try await session(request) }),
        ]
    }

    private func user(_ request: APIRequest) async throws -> APIResponse {
        var query = try request.query()
        let moment = try query.moment(request.received)
        let length = try PitchesController.length(try query.string("length")) { .parameter("length", $0) }
        try query.finish()
        return try await answer(.user(try request.user()), moment, length, request)
    }

    private func session(_ request: APIRequest) async throws -> APIResponse {
        var whole = request
        for try await piece in request.stream { whole.body.writeImmutableBuffer(piece) }
        var fields = try whole.object()
        let history = try fields.history(at: request.received) ?? []
        let moment = try fields.moment(request.received)
        let length = try PitchesController.length(try fields.string("length", longest: 20)) { .field("/length", $0) }
        try fields.finish()
        return try await answer(.session(history), moment, length, request)
    }

    private static func length(_ text: String?, _ problem: (String) -> Problem) throws(Problem) -> PitchLength {
        guard let text else { return .medium }
        guard let length = PitchLength(rawValue: text) else {
            throw problem("is none of \(PitchLength.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return length
    }

    /// The reasons are measured on a thread of the lane; the model is waited for on none.
    private func answer(_ asker: Asker, _ moment: Moment, _ length: PitchLength, _ request: APIRequest) async throws -> APIResponse {
        let id = ItemID(request.path("item"))
        let language = PitchLanguage(locale: moment.locale)
        let material = try await host.lanes[request.route.lane.rawValue].run(until: request.deadline, clock: host.seconds) { [host] in
            try host.service.pitchMaterial(asker, id, at: moment, length: length, language: language)
        }
        let time = host.language.time(left: request.deadline - host.seconds())
        let pitch = await host.language.pitches.pitch(material.subject, deadline: time)
        return response(pitch, material)
    }

    private func response(_ pitch: Pitch, _ material: PitchMaterial) -> APIResponse {
        let titles = host.answers.fragments(material.snapshot)
        return .object { json in
            host.answers.head(material.head, into: &json)
            json.object("item") { $0.raw(titles[material.item]) }
            json.field("text", pitch.text)
            json.field("language", material.subject.language.rawValue)
            json.field("length", material.subject.length.rawValue)
            json.field("engine", pitch.engine)
            if let fallback = pitch.fallback { json.field("fallback", fallback) }
            json.array("checked_claims", pitch.claims) { json, claim in
                json.object { json in
                    json.field("kind", claim.kind.rawValue)
                    json.field("text", claim.text)
                }
            }
            host.answers.reason(material.reason, titles, into: &json)
        }
    }
}

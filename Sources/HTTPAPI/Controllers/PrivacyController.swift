import Datasets
import FoundationEssentials
import HTTPTypes
import Serving
import Storage
import Workspaces

/// What a person may ask for: all that is known, or that it goes.
struct PrivacyController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/users/{id}/export", "exportUser", .admin, users: .own, lane: .batch, isAudited: true) { request in
                try export(request)
            },
            Route(
                .delete, "/v1/users/{id}", "eraseUser", .admin, users: .own, lane: .batch, isAudited: true,
                handler: .flow { request in answer(try await host.service.erase(request.user())) }),
            Route(.get, "/v1/privacy-requests", "listPrivacyRequests", .admin, lane: .batch) { request in try list(request) },
        ]
    }

    /// Written while it is read from the store, so that a long history needs no memory.
    private func export(_ request: APIRequest) throws -> APIResponse {
        let export = try host.service.export(of: request.user())
        let name = request.name(of: export.person.id)
        return APIResponse(
            headers: [.contentType: "application/json"],
            body: .stream { sink in
                for piece in PersonExportPieces(export, name: name) { try await sink.write(piece) }
            })
    }

    private func answer(_ erased: (receipt: ErasureReceipt, request: PrivacyRequest)) -> APIResponse {
        let receipt = erased.receipt
        return .object { json in
            json.field("receipt", erased.request.id)
            json.field("state", "erased")
            json.field("entry", receipt.entry)
            json.field("time", erased.request.time)
            json.field("events", receipt.events)
            json.field("documents", receipt.documents)
            json.field("files_are_clean", receipt.filesAreClean)
            json.field("trainings_removed", receipt.trainingsRemoved)
            json.field("trainings_running", receipt.trainingsRunning)
            json.array("models", receipt.models) { json, model in
                json.object { json in
                    json.field("name", model.name)
                    json.field("published", model.published)
                    json.field("serves", model.serves)
                }
            }
            json.field("backups", receipt.backups.count)
        }
    }

    private func list(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...500) ?? 100
        let before = try query.time("before")
        try query.finish()
        let requests = try host.service.privacyRequests(before: before, limit: count)
        return .object { json in
            json.array("requests", requests) { json, request in
                json.object { json in
                    json.field("id", request.id)
                    json.field("kind", request.kind.rawValue)
                    json.field("state", "done")
                    json.field("entry", request.entry)
                    json.field("time", request.time)
                    json.field("events", request.events)
                    json.field("documents", request.documents)
                }
            }
        }
    }
}

/// The export of a person as one JSON document, piece by piece.
struct PersonExportPieces: Sequence, IteratorProtocol {
    private let export: PersonExport
    /// What the person is called.
    private let name: String
    private var place = -1
    private static let atOnce = 500

    init(_ export: PersonExport, name: String) { (self.export, self.name) = (export, name) }

    /// The head, events, documents, and the end.
    mutating func next() -> [UInt8]? {
        let (events, documents) = (export.events, export.documents)
        if place < 0 {
            place = 0
            return head()
        }
        guard place <= events.count + documents.count else { return nil }
        var piece: [UInt8] = []
        for _ in 0..<PersonExportPieces.atOnce {
            if place == events.count { piece += Array((place == 0 ? "" : "\n").utf8) + Array("],\"documents\":[".utf8) }
            guard place < events.count + documents.count else {
                piece += Array("\n]}\n".utf8)
                place += 1
                return piece
            }
            if place != 0, place != events.count { piece.append(UInt8(ascii: ",")) }
            piece.append(UInt8(ascii: "\n"))
            piece += place < events.count ? written(events[place]) : written(documents[place - events.count])
            place += 1
        }
        return piece
    }

    private func head() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("user", name)
            json.field("aliases", export.person.aliases.map(\.rawValue))
            json.field("exported", export.time)
            json.object("attributes") { json in
                for (name, value) in export.person.attributes.sorted(by: { $0.key < $1.key }) {
                    json.key(text: name)
                    json.value(value)
                }
            }
        }
        return json.bytes.dropLast() + Array(",\"events\":[".utf8)
    }

    private func written(_ event: RawEvent) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            if let id = event.id { json.field("id", id) }
            if let item = event.item { json.field("item", item.rawValue) }
            json.field("kind", event.kind.apiName)
            if let time = event.time { json.field("time", time) }
            if let rating = event.rating { json.field("rating", rating) }
            if let duration = event.duration { json.field("duration", duration) }
            if let completion = event.completion { json.field("completion", completion) }
            if event.episode != 0 { json.field("episode", Int(event.episode)) }
            if let device = event.device { json.field("device", device) }
            if let locale = event.locale { json.field("locale", locale) }
            if let surface = event.surface { json.field("surface", surface) }
            json.field("source", event.source.file)
        }
        return json.bytes
    }

    /// What is no JSON is written as base64.
    private func written(_ document: ServiceDocument) -> [UInt8] {
        var json = JSONWriter(capacity: 256 + document.data.count)
        json.object { json in
            json.field("collection", document.collection.rawValue)
            json.field("key", document.key)
            json.field("time", document.time)
            if let value = try? JSONReader.read(bytes: Array(document.data)) {
                json.field("content", value)
            } else {
                json.field("base64", document.data.base64EncodedString())
            }
        }
        return json.bytes
    }
}

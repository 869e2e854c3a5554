import Datasets
import HTTPTypes
import Serving
import Understanding
import Workspaces

/// Tags of titles: the vocabulary, what is claimed and why, and what people decide.
struct TagsController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/tags", "listTags", .read, users: .any) { try vocabulary($0) },
            Route(.get, "/v1/tags/review", "reviewTags", .catalogue, lane: .batch) { try review($0) },
            Route(.get, "/v1/items/{id}/tags", "getItemTags", .catalogue) { try tags($0) },
            Route(.put, "/v1/items/{id}/tags/{tag}", "decideItemTag", .catalogue, bodyLimit: 1024) { try decide($0) },
        ]
    }

    private func vocabulary(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        let tags = try host.service.tags()
        return .object(capacity: 128 * tags.count) { json in
            json.array("tags", tags) { json, entry in
                json.object { json in
                    json.field("id", entry.tag.id)
                    json.field("category", entry.tag.category.rawValue)
                    json.object("names") { json in
                        for (language, name) in entry.tag.names.sorted(by: { $0.key < $1.key }) {
                            json.key(text: language)
                            json.value(name)
                        }
                    }
                    json.field("titles", entry.titles)
                }
            }
        }
    }

    private func tags(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        return answer(request, try host.service.tags(of: request.item()))
    }

    private func decide(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        var body = try request.object()
        let isAccepted = try body.required("accepted", try body.bool("accepted"))
        try body.finish()
        do {
            let standing = try host.service.decide(isAccepted, request.path("tag"), of: request.item(), by: request.principal.name)
            return answer(request, standing)
        } catch ServingError.invalid("tag", let reason) {
            // It stands in the address.
            throw Problem.notFound("the tag \(reason)")
        }
    }

    private func answer(_ request: APIRequest, _ tags: [StandingTag]) -> APIResponse {
        .object { json in
            json.field("id", request.path("id"))
            json.array("tags", tags) { json, tag in
                json.object { json in
                    json.field("tag", tag.tag)
                    json.field("given", tag.isGiven)
                    json.field("confidence", tag.confidence)
                    json.field("provenance", tag.provenance.rawValue)
                    json.field("evidence", tag.evidence)
                    if let isAccepted = tag.isAccepted { json.field("accepted", isAccepted) }
                }
            }
        }
    }

    private func review(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...200) ?? 20
        let cursor = try query.string("cursor", longest: 4_096)
        try query.finish()
        let review = try host.service.tagReview(cursor: cursor, count: count)
        return .object(capacity: 512 * review.claims.count + 64) { json in
            json.array("claims", review.claims) { json, claim in
                json.object { json in
                    json.field("item", claim.item.id.rawValue)
                    json.field("title", claim.item.title)
                    if let year = claim.item.year { json.field("year", year) }
                    if let text = claim.item.text { json.field("text", text) }
                    json.field("tag", claim.claim.tag)
                    json.field("confidence", claim.claim.confidence)
                    json.field("provenance", claim.claim.provenance.rawValue)
                    json.field("evidence", claim.claim.evidence)
                }
            }
            json.field("total", review.total)
            json.field("waiting", review.waiting)
            if let next = review.next { json.field("next_cursor", next) }
        }
    }
}

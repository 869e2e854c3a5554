import Datasets
import HTTPTypes
import Recommenders
import Serving

/// Why, taste profiles, vectors and tokens: what the service knows and believes, for those whom it is about.
struct WhyController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/users/{id}/why/{item}", "getWhy", .read, users: .own) { request in try why(request) },
            Route(.get, "/v1/users/{id}/profile", "getProfile", .read, users: .own) { request in try profile(request) },
            Route(.patch, "/v1/users/{id}/profile", "correctProfile", .events, users: .own) { request in try correct(request) },
            Route(.delete, "/v1/users/{id}/profile", "resetProfile", .events, users: .own) { request in try reset(request) },
            Route(.get, "/v1/users/{id}/embedding", "getUserEmbedding", .read) { request in
                var query = try request.query()
                let moment = try query.moment(request.received)
                try query.finish()
                return embedding(try host.service.embedding(of: .user(try request.user()), at: moment))
            },
            Route(.get, "/v1/items/{id}/embedding", "getItemEmbedding", .read, users: .any) { request in
                try request.query().finish()
                return embedding(try host.service.embedding(of: request.item()))
            },
            Route(.get, "/v1/users/{id}/tokens", "getTokens", .read, users: .own) { request in try tokens(request) },
        ]
    }

    // MARK: Why

    private func why(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let moment = try query.moment(request.received)
        let named = try query.identifier("named").map { ItemID($0) }
        try query.finish()
        let answer = try host.service.why(.user(try request.user()), ItemID(request.path("item")), named: named, at: moment)
        let titles = host.answers.fragments(answer.snapshot)
        return .object { json in
            host.answers.head(answer.head, into: &json)
            json.object("item") { $0.raw(titles[answer.item]) }
            if let score = answer.score { json.field("score", score) }
            if let place = answer.place { json.field("place", place) }
            json.field("place_of", answer.placeOf)
            if let exclusion = answer.exclusion { json.field("exclusion", exclusion.rawValue) }
            host.answers.reason(answer.reason, titles, into: &json)
            if let counterfactual = answer.counterfactual { json.field("counterfactual", counterfactual) }
            if let page = answer.page { json.object("page") { self.page(page, titles, into: &$0) } }
            evidence(answer, titles, into: &json)
        }
    }

    /// What lists named, and whether the measurement bears it out.
    private func page(_ page: WhyAnswer.PageCause, _ titles: TitleFragments, into json: inout JSONWriter) {
        json.raw(titles[page.item])
        json.field("drop", page.drop)
        json.field("own_drop", page.ownDrop)
        json.field("verdict", page.verdict.rawValue)
        if let text = page.text { json.field("text", text) }
    }

    private func evidence(_ answer: WhyAnswer, _ titles: TitleFragments, into json: inout JSONWriter) {
        json.array("causes", answer.causes) { json, cause in
            json.object { json in
                json.raw(titles[cause.item])
                if let time = cause.time { json.field("met", time) }
                json.field("drop", cause.drop)
                json.field("own_drop", cause.ownDrop)
                json.field("shared", cause.shared)
            }
        }
        json.array("facets", answer.facets) { json, facet in
            json.object { json in
                json.field("facet", facet.facet)
                json.field("value", facet.value)
                json.field("drop", facet.drop)
            }
        }
        json.array("parts", answer.parts) { json, part in
            json.object { json in
                json.field("kind", part.kind)
                json.field("name", part.name)
                json.field("value", part.value)
            }
        }
        json.object("faithfulness") { json in
            json.field("named_drop", answer.faithfulness.namedDrop)
            json.field("tried_drop", answer.faithfulness.triedDrop)
            json.field("tried_tokens", answer.faithfulness.triedTokens)
            json.field("read_tokens", answer.faithfulness.readTokens)
        }
    }

    // MARK: Profile

    private func profile(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        var moment = try query.moment(request.received)
        moment.intent = try query.intent()
        try query.finish()
        return response(try host.service.profile(try request.user(), at: moment))
    }

    private func response(_ profile: TasteProfile) -> APIResponse {
        let titles = host.answers.fragments(profile.snapshot)
        return .object(capacity: 16_384) { json in
            host.answers.head(profile.head, into: &json)
            json.array("likes", profile.likes) { json, value in self.value(value, titles, into: &json) }
            json.array("dislikes", profile.dislikes) { json, value in self.value(value, titles, into: &json) }
            habits(profile.habits, into: &json)
            json.array("trends", profile.trends) { json, trend in
                json.object { json in
                    json.field("facet", trend.facet)
                    json.field("value", trend.value)
                    json.field("recent_share", trend.recentShare)
                    json.field("earlier_share", trend.earlierShare)
                }
            }
            json.object("intents") { json in
                json.field("discover", profile.intents.discover)
                json.field("resume", profile.intents.resume)
                json.field("again", profile.intents.again)
            }
            if let intent = profile.intent { json.object("intent") { write(intent, into: &$0) } }
            evidence(profile.evidence, into: &json)
            told(profile, into: &json)
        }
    }

    /// Values of a head that are shown; the rest are less probable.
    private static let intentValues = 8

    private func write(_ intent: PredictedIntent, into json: inout JSONWriter) {
        json.field("sentence", intent.sentence)
        json.array("heads", intent.reading.heads) { json, head in
            json.object { json in
                json.field("parameter", IntentWish.field(head.aspect))
                json.field("is_said", head.isSaid)
                json.array("values", Array(head.values.prefix(Self.intentValues))) { json, value in
                    json.object { json in
                        json.field("value", value.name)
                        json.field("probability", value.probability)
                        json.field("usual", value.usual)
                    }
                }
            }
        }
    }

    private func value(_ value: TasteProfile.Value, _ titles: TitleFragments, into json: inout JSONWriter) {
        json.object { json in
            json.field("facet", value.facet)
            json.field("value", value.value)
            json.field("share", value.share)
            json.field("usual_share", value.usualShare)
            json.field("lift", value.lift)
            json.field("chosen", value.chosen)
            json.field("finished", value.finished)
            json.field("liked", value.liked)
            if let correction = value.correction { json.field("correction", correction) }
            json.array("titles", value.titles) { json, title in json.object { $0.raw(titles[title]) } }
        }
    }

    private func habits(_ habits: TasteProfile.Habits, into json: inout JSONWriter) {
        json.object("habits") { json in
            json.field("hours", .array(habits.hours.map { .integer(Int64($0)) }))
            json.field("weekdays", .array(habits.weekdays.map { .integer(Int64($0)) }))
            json.array("devices", habits.devices) { json, device in
                json.object { json in
                    json.field("name", device.name)
                    json.field("choices", device.choices)
                }
            }
        }
    }

    private func evidence(_ evidence: TasteProfile.Evidence, into json: inout JSONWriter) {
        json.object("evidence") { json in
            json.field("events", evidence.events)
            json.field("titles", evidence.titles)
            if let first = evidence.first { json.field("first", first) }
            if let last = evidence.last { json.field("last", last) }
            json.field("bits", evidence.bits)
            json.field("is_personal", evidence.isPersonal)
        }
    }

    private func told(_ profile: TasteProfile, into json: inout JSONWriter) {
        json.array("corrections", profile.corrections) { json, correction in
            json.object { json in
                json.field("facet", correction.facet)
                json.field("value", correction.value)
                json.field("weight", correction.weight)
            }
        }
        json.array("ignored", profile.ignored) { json, view in
            json.object { json in
                json.field("item", view.item)
                if let from = view.from { json.field("from", from) }
                if let until = view.until { json.field("until", until) }
            }
        }
        if let since = profile.since { json.field("since", since) }
    }

    // MARK: Corrections

    private func correct(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        var body = try request.object()
        var change = ProfileChange()
        change.corrections = try (body.objects("corrections", most: 200) ?? []).map { try correction($0) }
        change.ignoring = try (body.objects("ignore", most: 1000) ?? []).map { try view($0) }
        change.restoring = try (body.objects("restore", most: 1000) ?? []).map { try view($0) }
        try body.finish()
        let user = try request.user()
        try host.service.correct(user, change)
        return response(try host.service.profile(user, at: Moment(time: request.received)))
    }

    private func correction(_ fields: JSONFields) throws -> PersonRecord.Correction {
        var fields = fields
        let facet = try fields.required("facet", try fields.identifier("facet"))
        let value = try fields.required("value", try fields.identifier("value"))
        let weight = try fields.required("weight", try fields.number("weight", in: -1...1))
        try fields.finish()
        // Only a true zero takes a correction back.
        let rounded = weight != 0 && Float(weight) == 0 ? Float.leastNormalMagnitude * (weight < 0 ? -1 : 1) : Float(weight)
        return PersonRecord.Correction(facet: facet, value: value, weight: rounded)
    }

    private func view(_ fields: JSONFields) throws -> IgnoredView {
        var fields = fields
        let item = try fields.required("item", try fields.identifier("item"))
        let view = IgnoredView(item: item, from: try fields.time("from"), until: try fields.time("until"))
        try fields.finish()
        return view
    }

    private func reset(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let (facet, value) = (try query.identifier("facet"), try query.identifier("value"))
        try query.finish()
        let user = try request.user()
        if facet == nil, value == nil {
            try host.service.resetTaste(of: user)
        } else {
            try host.service.takeBackCorrections(of: user, facet: facet, value: value)
        }
        return .noContent
    }

    // MARK: Vectors and tokens

    private func embedding(_ embedding: ServedEmbedding) -> APIResponse {
        .object(capacity: 64 + 16 * embedding.values.count) { json in
            json.field("model_version", embedding.model)
            json.field("space", embedding.space)
            json.field("dimension", embedding.values.count)
            json.field("values", .array(embedding.values.map { .number(Double($0)) }))
        }
    }

    private func tokens(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        let table = try host.service.tokens(of: try request.user())
        return .object(capacity: 65_536) { json in
            json.field("model_version", (try? host.service.host.current().model) ?? "")
            json.array("rows", table.rows) { json, row in self.row(row, into: &json) }
        }
    }
}

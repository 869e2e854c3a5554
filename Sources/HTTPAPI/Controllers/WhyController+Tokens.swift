import Datasets

extension WhyController {
    /// A token with its events, or an event that is part of none.
    func row(_ row: TokenTable.Row, into json: inout JSONWriter) {
        json.object { json in
            if let token = row.token { json.field("token", token) }
            if let session = row.session { json.field("session", session) }
            if let item = row.item { json.field("item", item) }
            if let title = row.title { json.field("title", title) }
            json.field("engagement", row.engagement)
            if let symbol = row.engagementSymbol { json.field("engagement_symbol", Int(symbol)) }
            json.field("lost_events", row.lost)
            json.field("is_target", row.isTarget)
            json.field("duration_bucket", Int(row.durationBucket))
            json.field("completion_bucket", Int(row.completionBucket))
            json.field("rating_bucket", Int(row.ratingBucket))
            if let gap = row.gapBucket { json.field("gap_bucket", Int(gap)) }
            json.field("hour_of_week", Int(row.hourOfWeek))
            context(row.device, row.locale, row.surface, into: &json)
            json.array("events", row.events) { json, event in self.event(event, into: &json) }
        }
    }

    private func event(_ event: TokenTable.Event, into json: inout JSONWriter) {
        json.object { json in
            json.field("number", event.number)
            if let time = event.time { json.field("time", time) }
            json.field("kind", event.kind)
            if let item = event.item { json.field("item", item) }
            if let title = event.title { json.field("title", title) }
            if let rating = event.rating { json.field("rating", rating) }
            if let duration = event.duration { json.field("duration", duration) }
            if let completion = event.completion { json.field("completion", completion) }
            if let episode = event.episode { json.field("episode", Int(episode)) }
            context(event.device, event.locale, event.surface, into: &json)
            json.field("is_set_aside", event.isSetAside)
        }
    }

    private func context(_ device: String?, _ locale: String?, _ surface: String?, into json: inout JSONWriter) {
        if let device { json.field("device", device) }
        if let locale { json.field("locale", locale) }
        if let surface { json.field("surface", surface) }
    }
}

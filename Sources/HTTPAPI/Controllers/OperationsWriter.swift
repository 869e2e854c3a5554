import Datasets
import Foundation
import Recommenders
import Serving

/// Jobs, models, schedules and verdicts as JSON.
enum OperationsWriter {
    // MARK: Jobs

    static func write(_ job: JobRecord, _ json: inout JSONWriter) {
        json.field("id", job.id)
        json.field("kind", job.kind.rawValue)
        json.field("state", job.state.rawValue)
        if let reason = job.reason { json.field("reason", reason) }
        json.field("created", job.created)
        if let started = job.started { json.field("started", started) }
        if let finished = job.finished { json.field("finished", finished) }
        json.field("requester", job.requester)
        if let resumes = job.resumes { json.field("resumes", resumes) }
        json.key("request")
        write(encoding: job.request, &json)
        json.object("progress") { write(job.progress, &$0) }
    }

    private static func write(_ progress: JobProgress, _ json: inout JSONWriter) {
        if let step = progress.step { json.field("step", step) }
        if let share = progress.share { json.field("share", share) }
        if let seconds = progress.secondsLeft { json.field("seconds_left", seconds) }
        if let epoch = progress.epoch { json.field("epoch", epoch) }
        if let loss = progress.loss { json.field("loss", loss) }
        if let validation = progress.validation { json.field("validation", validation) }
        if let count = progress.count { json.field("count", count) }
        if let detail = progress.detail { json.field("detail", detail) }
        if let checkpoint = progress.checkpoint { json.field("checkpoint", checkpoint) }
        if let committed = progress.committed { json.field("committed", committed) }
        if let published = progress.published { json.field("published", published) }
        json.array("losses", progress.losses) { json, value in json.value(value) }
        json.array("validations", progress.validations) { json, value in json.value(value) }
    }

    // MARK: Schedule

    static func write(_ schedule: Schedule?, _ json: inout JSONWriter) {
        json.field("is_on", schedule != nil)
        guard let schedule else { return }
        if let hours = schedule.everyHours { json.field("every_hours", hours) }
        if let hour = schedule.atHour { json.field("at_hour", hour) }
        json.field("minimum_new_events", schedule.minimumNewEvents)
        if let seconds = schedule.budgetSeconds { json.field("budget_seconds", seconds) }
        if let configuration = schedule.configuration { json.field("configuration", configuration) }
        json.field("evaluates", schedule.evaluates)
        json.field("promotes", schedule.promotes)
        json.field("erasure_days", schedule.erasureDays)
    }

    static func write(_ freshness: Freshness, _ json: inout JSONWriter) {
        if let model = freshness.model { json.field("model", model) }
        if let time = freshness.dataTime { json.field("data_time", time) }
        if let time = freshness.published { json.field("published", time) }
        if let time = freshness.newestEvent { json.field("newest_event", time) }
        json.field("stored_events", freshness.storedEvents)
        if let events = freshness.newEvents { json.field("new_events", events) }
        json.field("erasures_in_weights", freshness.erasuresInWeights)
        if let time = freshness.oldestErasureInWeights { json.field("oldest_erasure_in_weights", time) }
        if let age = freshness.weightsAge { json.field("weights_age_seconds", age) }
        if let age = freshness.newestEventAge { json.field("newest_event_age_seconds", age) }
        json.field("time", freshness.time)
    }

    // MARK: Models

    static func write(_ model: ModelSummary, _ json: inout JSONWriter) {
        json.field("name", model.name)
        json.field("is_serving", model.isServing)
        json.field("is_promoted", model.isPromoted)
        json.field("is_pinned", model.isPinned)
        if let place = model.rollbackPlace { json.field("rollback_place", place) }
        if let published = model.published { json.field("published", published) }
        if let bytes = model.bytes { json.field("bytes", bytes) }
        json.object("facts") { json in
            for (name, value) in model.facts.sorted(by: { $0.key < $1.key }) {
                json.key(text: name)
                json.value(value)
            }
        }
        if let damage = model.damage { json.field("damage", damage) }
        if let verdict = model.verdict { json.object("verdict") { write(verdict, &$0) } }
    }

    static func write(_ stored: StoredVerdict, _ json: inout JSONWriter) {
        write(stored.verdict, &json)
        json.field("time", stored.time)
        json.field("is_promoted", stored.isServing)
        if let job = stored.job { json.field("job", job) }
        if let requester = stored.requester { json.field("requester", requester) }
        if let override = stored.override { json.field("override", override) }
    }

    static func write(_ verdict: GateVerdict, _ json: inout JSONWriter) {
        json.field("model", verdict.model)
        if let against = verdict.against { json.field("against", against) }
        json.field("is_passed", verdict.isPassed)
        json.array("findings", verdict.findings) { json, finding in
            json.object { json in
                json.field("check", finding.check.rawValue)
                json.field("is_passed", finding.isPassed)
                if let value = finding.value { json.field("value", value) }
                if let limit = finding.limit { json.field("limit", limit) }
                json.field("sentence", finding.sentence)
            }
        }
    }

    static func write(_ detail: ModelDetail, _ json: inout JSONWriter) {
        write(detail.summary, &json)
        if let history = detail.history {
            json.object("history") { json in
                json.field("best_epoch", history.bestEpoch)
                json.field("tokens", history.tokens)
                json.array("losses", history.losses) { json, point in
                    json.object {
                        $0.field("step", point.step)
                        $0.field("loss", point.loss)
                    }
                }
                json.array("validations", history.validations) { json, point in
                    json.object {
                        $0.field("epoch", point.epoch)
                        $0.field("ndcg10", point.ndcg10)
                        $0.field("hr10", point.hr10)
                    }
                }
            }
        }
        if let run = detail.run {
            json.key("run")
            write(json: run, &json)
        }
        json.array("files", detail.files) { json, file in
            json.object {
                $0.field("path", file.path)
                $0.field("bytes", file.bytes)
                $0.field("sha256", file.sha256)
            }
        }
    }

    // MARK: JSON that is there already

    /// What a process of ours printed; read before it is passed on, so that no answer can be broken by it.
    static func write(json data: Data, _ json: inout JSONWriter) {
        let limits = JSONReader.Limits(depth: 64, elements: 1_000_000, string: 1 << 20)
        guard let value = data.withUnsafeBytes({ try? JSONReader.read($0, limits: limits) }) else { return json.null() }
        json.value(value)
    }

    static func write(encoding value: some Encodable, _ json: inout JSONWriter) {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(value) else { return json.null() }
        write(json: data, &json)
    }
}

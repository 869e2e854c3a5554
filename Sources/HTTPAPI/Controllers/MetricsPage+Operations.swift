import Serving

extension MetricsPage {
    /// How fresh the live model is, and what is done about it.
    mutating func operations(_ host: APIHost) {
        guard let operations = host.operations else { return }
        let counts = operations.jobs.counts
        page.family("tastemaker_jobs", "gauge", "Jobs that wait and that run.")
        page.sample("tastemaker_jobs", [("state", "queued")], Double(counts.queued))
        page.sample("tastemaker_jobs", [("state", "running")], Double(counts.running))
        guard let freshness = try? operations.scheduler.freshness() else { return }
        if let age = freshness.weightsAge {
            page.gauge("tastemaker_model_data_age_seconds", "Seconds since the data of the serving model was read.", age)
        }
        if let age = freshness.newestEventAge {
            page.gauge("tastemaker_model_newest_event_age_seconds", "Age of the newest event that the serving model knows.", age)
        }
        if let events = freshness.newEvents {
            page.gauge("tastemaker_model_new_events", "Events that came since the data of the serving model was read.", Double(events))
        }
        page.gauge(
            "tastemaker_model_erasures_in_weights", "People erased after the data of the serving model was read.",
            Double(freshness.erasuresInWeights))
    }
}

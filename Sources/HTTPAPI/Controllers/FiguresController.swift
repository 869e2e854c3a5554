import HTTPTypes
import Recommenders
import Serving

/// How the service does, for Prometheus and for people.
struct FiguresController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/metrics", "getMetrics", host.options.metricsAreOpen ? .open : .admin, lane: .batch) { [host] _ in
                APIResponse(
                    headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"], body: .bytes(MetricsPage(host).text))
            },
            Route(.get, "/v1/overview", "getOverview", .admin, lane: .batch) { request in try overview(request) },
        ]
    }

    private func overview(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        let snapshot = try host.service.host.current()
        return .object { json in
            json.field("model_version", snapshot.model)
            json.field("generation", snapshot.generation)
            json.field("ready", "\(host.readiness)")
            json.field("titles", snapshot.titles.count)
            json.field("memory_bytes", ProcessMemory.resident)
            json.field("uptime_seconds", host.figures.uptime)
            if let age = host.modelAge { json.field("freshness_seconds", age) }
            rates(&json)
            lanes(&json)
            caches(&json)
        }
    }

    private func rates(_ json: inout JSONWriter) {
        let span = host.figures.minuteSeconds
        var (requests, errors) = (0, 0)
        json.array("routes", host.table.routes.indices) { json, position in
            let figures = host.figures.figures(position)
            guard figures.count > 0 else { return }
            let minute = figures.minute
            requests += minute.count
            errors += figures.recentErrors.reduce(0, +)
            json.object { json in
                json.field("route", host.table.routes[position].label)
                json.field("operation", host.table.routes[position].operation)
                json.field("requests_per_second", Double(minute.count) / span)
                json.object("statuses") { json in
                    for (status, count) in figures.statuses.sorted(by: { $0.key < $1.key }) {
                        json.key(text: "\(status)")
                        json.value(count)
                    }
                }
                json.object("latency_ms") { latency(minute, &$0) }
            }
        }
        json.field("requests_per_second", Double(requests) / span)
        json.field("errors_per_second", Double(errors) / span)
    }

    private func latency(_ minute: LatencyHistogram, _ json: inout JSONWriter) {
        json.field("count", minute.count)
        json.field("mean", minute.count > 0 ? minute.sum / Double(minute.count) * 1000 : 0)
        json.field("p50", minute.percentile(0.5) * 1000)
        json.field("p95", minute.percentile(0.95) * 1000)
        json.field("p99", minute.percentile(0.99) * 1000)
    }

    private func lanes(_ json: inout JSONWriter) {
        json.array("lanes", host.lanes) { json, lane in
            json.object { json in
                json.field("lane", "\(lane.lane)")
                json.field("depth", lane.depth)
                json.field("limit", lane.limit)
                json.field("refused", lane.refused)
            }
        }
    }

    private func caches(_ json: inout JSONWriter) {
        let figures = host.service.figures
        json.object("caches") { json in
            json.field("people", figures.people)
            guard let states = figures.states else { return }
            json.field("state_users", states.hotUsers + states.warmUsers)
            json.field("state_bytes", states.bytes)
            json.field("state_hits", states.hits)
            json.field("state_builds", states.rebuilds + states.misses)
            let asked = states.hits + states.appends + states.rebuilds + states.misses
            json.field("state_hit_rate", asked > 0 ? Double(states.hits + states.appends) / Double(asked) : 0)
        }
    }
}

/// The answer of `/metrics`.
struct MetricsPage {
    var page = MetricsText()
    var text: [UInt8] { page.bytes }

    init(_ host: APIHost) {
        requests(host)
        lanes(host)
        service(host)
        intake(host.service)
        operations(host)
        language(host)
        page.gauge("process_resident_memory_bytes", "Memory in use.", Double(ProcessMemory.resident))
        page.gauge("tastemaker_uptime_seconds", "Seconds since the start.", host.figures.uptime)
        host.registry.write(to: &page)
    }

    private mutating func requests(_ host: APIHost) {
        let routes = host.table.routes.map { ($0.path, $0.method.rawValue) }
        let known = routes.indices.map { (routes[$0], host.figures.figures($0)) }.filter { $0.1.count > 0 }
        let all = known + [(("none", ""), host.figures.figures(nil))]
        page.family("tastemaker_http_requests_total", "counter", "Requests answered, by route and status.")
        for ((route, method), figures) in all {
            for (status, count) in figures.statuses.sorted(by: { $0.key < $1.key }) {
                page.sample(
                    "tastemaker_http_requests_total", [("route", route), ("method", method), ("status", "\(status)")], Double(count))
            }
        }
        page.family("tastemaker_http_request_seconds", "histogram", "Time from the first line of a request to the end of its answer.")
        for ((route, method), figures) in all where figures.count > 0 {
            let labels = [("route", route), ("method", method)]
            var count = 0
            for (bound, bucket) in zip(RequestFigures.bounds.map { "\($0)" } + ["+Inf"], figures.buckets) {
                count += bucket
                page.sample("tastemaker_http_request_seconds_bucket", labels + [("le", bound)], Double(count))
            }
            page.sample("tastemaker_http_request_seconds_sum", labels, figures.sum)
            page.sample("tastemaker_http_request_seconds_count", labels, Double(count))
        }
    }

    private mutating func lanes(_ host: APIHost) {
        page.family("tastemaker_lane_depth", "gauge", "Requests under way or waiting, by lane.")
        for lane in host.lanes { page.sample("tastemaker_lane_depth", [("lane", "\(lane.lane)")], Double(lane.depth)) }
        page.family("tastemaker_lane_refused_total", "counter", "Requests refused because a lane was full or late.")
        for lane in host.lanes { page.sample("tastemaker_lane_refused_total", [("lane", "\(lane.lane)")], Double(lane.refused)) }
    }

    private mutating func intake(_ service: TasteService) {
        let events = service.intake.statistics
        page.family("tastemaker_events_total", "counter", "Events that came in, by what became of them.")
        for (outcome, count) in [
            ("accepted", events.accepted), ("duplicate", events.duplicates), ("conflict", events.conflicts), ("refused", events.refused),
        ] { page.sample("tastemaker_events_total", [("outcome", outcome)], Double(count)) }
        page.gauge("tastemaker_events_waiting", "Events that wait for the disk.", Double(events.waiting))
        page.counter("tastemaker_event_transactions_total", "Groups of events that became durable.", Double(events.transactions))
        let shown = service.pages.impressions.statistics
        page.family("tastemaker_impressions_total", "counter", "Records of what was shown, by what became of them.")
        for (outcome, count) in [("noted", shown.noted), ("written", shown.written), ("lost", shown.lost), ("failed", shown.failedWrites)] {
            page.sample("tastemaker_impressions_total", [("outcome", outcome)], Double(count))
        }
    }

    private mutating func service(_ host: APIHost) {
        page.gauge("tastemaker_ready", "1 when requests are answered.", host.readiness == .ready ? 1 : 0)
        if let snapshot = try? host.service.host.current() {
            page.gauge("tastemaker_snapshot_generation", "Counts up with each model or catalogue.", Double(snapshot.generation))
            page.gauge("tastemaker_titles", "Titles that can be answered with.", Double(snapshot.titles.count))
            page.gauge("tastemaker_models_refused", "Damaged models that should have served.", Double(snapshot.refused.count))
        }
        if let age = host.modelAge { page.gauge("tastemaker_model_age_seconds", "Seconds since the serving model was published.", age) }
        let figures = host.service.figures
        page.gauge("tastemaker_people_cached", "People whose histories are at hand.", Double(figures.people))
        guard let states = figures.states else { return }
        page.family("tastemaker_state_requests_total", "counter", "Questions to the model, by what was kept of the person.")
        for (kind, count) in [("hit", states.hits), ("append", states.appends), ("rebuild", states.rebuilds), ("miss", states.misses)] {
            page.sample("tastemaker_state_requests_total", [("kind", kind)], Double(count))
        }
        page.gauge("tastemaker_state_bytes", "Memory of what is kept of people.", Double(states.bytes))
        page.counter("tastemaker_state_evictions_total", "People of whom nothing is kept any more.", Double(states.evictions))
    }
}

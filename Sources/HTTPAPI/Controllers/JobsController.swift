import Datasets
import Foundation
import HTTPTypes
import Serving

/// Jobs, the schedule, and the report on the data.
struct JobsController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.post, "/v1/jobs", "createJob", .admin, lane: .batch, bodyLimit: 65_536) { request in try create(request) },
            Route(.get, "/v1/jobs", "listJobs", .admin, lane: .batch) { request in try list(request) },
            Route(.get, "/v1/jobs/{job}", "getJob", .admin, lane: .batch) { request in try show(request) },
            Route(.get, "/v1/jobs/{job}/log", "getJobLog", .admin, lane: .batch) { request in try log(request) },
            Route(.post, "/v1/jobs/{job}/cancel", "cancelJob", .admin, lane: .batch, bodyLimit: 0) { request in
                try answer { try $0.jobs.cancel(request.path("job")) }
            },
            Route(.post, "/v1/jobs/{job}/resume", "resumeJob", .admin, lane: .batch, bodyLimit: 0) { request in
                try answer(status: .accepted) { try $0.jobs.resume(request.path("job"), requester: request.principal.name) }
            },
            Route(.get, "/v1/schedule", "getSchedule", .admin, lane: .batch) { _ in try schedule() },
            Route(.put, "/v1/schedule", "putSchedule", .admin, lane: .batch, bodyLimit: 16_384) { request in try setSchedule(request) },
            Route(.get, "/v1/data-report", "getDataReport", .admin, lane: .batch) { request in try report(request) },
            Route(.post, "/v1/data-report", "refreshDataReport", .admin, lane: .batch, bodyLimit: 0) { request in
                try answer(status: .accepted) { try $0.reports.refresh(requester: request.principal.name) }
            },
        ]
    }

    // MARK: Jobs

    private func create(_ request: APIRequest) throws -> APIResponse {
        // Read twice: first strictly, as every body is, then into the request of the job.
        _ = try request.object()
        let body = request.body.withUnsafeReadableBytes { Data($0) }
        return try answer(status: .accepted) { operations in
            try pointing { try operations.jobs.submit(try JobRequest.read(body), requester: request.principal.name) }
        }
    }

    private func list(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...500) ?? 50
        let before = try query.time("before")
        try query.finish()
        let operations = try host.demandOperations()
        let jobs = try operations.jobs.jobs(before: before, limit: count)
        let counts = operations.jobs.counts
        return .object { json in
            json.field("queued", counts.queued)
            json.field("running", counts.running)
            json.array("jobs", jobs) { json, job in json.object { OperationsWriter.write(job, &$0) } }
        }
    }

    private func show(_ request: APIRequest) throws -> APIResponse {
        let operations = try host.demandOperations()
        return try translated {
            let job = try operations.jobs.job(request.path("job"))
            let result = try operations.jobs.result(job.id)
            return .object { json in
                OperationsWriter.write(job, &json)
                guard let result, result.count <= JobsController.longestResult else { return }
                json.key("result")
                OperationsWriter.write(json: result, &json)
            }
        }
    }

    /// What is longer is read from the place that the job wrote it to.
    private static let longestResult = 1 << 20

    private func log(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let offset = try query.integer("offset", in: -(1 << 53) + 1...(1 << 53) - 1) ?? 0
        let limit = try query.integer("limit", in: 1...1 << 20) ?? 65_536
        try query.finish()
        let operations = try host.demandOperations()
        return try translated {
            let piece = try operations.jobs.log(request.path("job"), from: offset, limit: limit)
            return .object { json in
                json.field("offset", piece.offset)
                json.field("next_offset", piece.next)
                json.field("text", piece.text)
            }
        }
    }

    private func answer(status: HTTPResponse.Status = .ok, _ body: (Operations) throws -> JobRecord) throws -> APIResponse {
        let operations = try host.demandOperations()
        let job = try translated { try body(operations) }
        return .object(status: status) { OperationsWriter.write(job, &$0) }
    }

    /// Fields of a body are named by pointers.
    private func pointing<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch ServingError.invalid(let field, let reason) {
            throw Problem.field(field == "body" ? "" : "/" + field, reason)
        }
    }

    // MARK: Schedule

    private func schedule() throws -> APIResponse {
        let operations = try host.demandOperations()
        let schedule = try operations.scheduler.schedule()
        let freshness = try operations.scheduler.freshness()
        let failure = operations.scheduler.failure
        return .object { json in
            json.object("schedule") { OperationsWriter.write(schedule, &$0) }
            json.object("freshness") { OperationsWriter.write(freshness, &$0) }
            if let failure { json.field("failure", failure) }
        }
    }

    private func setSchedule(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        let isOn = try fields.bool("is_on") ?? true
        var schedule = Schedule()
        schedule.everyHours = try fields.number("every_hours", in: 0.25...8784)
        schedule.atHour = try fields.integer("at_hour", in: 0...23)
        schedule.minimumNewEvents = try fields.integer("minimum_new_events", in: 0...1 << 40) ?? schedule.minimumNewEvents
        schedule.budgetSeconds = try fields.number("budget_seconds", in: 1...2_592_000)
        schedule.configuration = try fields.string("configuration", longest: 1024)
        schedule.evaluates = try fields.bool("evaluates") ?? schedule.evaluates
        schedule.promotes = try fields.bool("promotes") ?? schedule.promotes
        schedule.erasureDays = try fields.number("erasure_days", in: 1...30) ?? schedule.erasureDays
        try fields.finish()
        let operations = try host.demandOperations()
        try pointing { try operations.scheduler.set(isOn ? schedule : nil) }
        return try self.schedule()
    }

    // MARK: Data

    private func report(_ request: APIRequest) throws -> APIResponse {
        let operations = try host.demandOperations()
        guard let report = try operations.reports.latest() else {
            throw Problem.notFound("the data was not looked at yet; POST /v1/data-report begins a job that does")
        }
        return .object(capacity: report.json.count + 1024) { json in
            json.field("time", report.time)
            json.field("job", report.job)
            json.field("new_events", report.newEvents)
            json.key("report")
            OperationsWriter.write(json: report.json, &json)
        }
    }
}

extension APIHost {
    /// - Throws: `not-ready` where the server was composed without jobs.
    func demandOperations() throws -> Operations {
        guard let operations else { throw Problem(.notReady, detail: "this server runs no jobs", retryAfter: 60) }
        return operations
    }
}

/// What jobs cannot do, as a refusal.
func translated<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as JobError {
        switch error {
        case .unknown: throw Problem.notFound(error.description)
        case .wrongState: throw Problem(.conflict, detail: error.description)
        }
    }
}

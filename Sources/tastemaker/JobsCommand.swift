import ArgumentParser
import Datasets
import Foundation
import Serving
import Storage
import Workspaces

/// `tastemaker jobs`
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "List what the server does, did and will do in processes of its own.",
        discussion: "Jobs are begun and cancelled over the API, where the keys say who may: POST /v1/jobs.")
    @OptionGroup var common: CommonOptions
    @Option(name: [.customShort("k"), .long], help: "How many to list, latest first.") var count = 20

    func validate() throws {
        guard (1...500).contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 500") }
    }

    func run() throws {
        let jobs = try JobService.records(in: try common.open().documents(), limit: count)
        if common.json { return try Terminal.printJSON(jobs) }
        print(jobs.isEmpty ? "no job yet" : Terminal.table(jobs.map(cells)))
    }

    private func cells(_ job: JobRecord) -> [String] {
        let created = Date(timeIntervalSince1970: Double(job.created.seconds)).ISO8601Format()
        let share = job.progress.share.map { "\(Int($0 * 100)) %" } ?? ""
        return [job.id, created, job.kind.rawValue, job.state.rawValue, share, job.reason ?? job.progress.published ?? ""]
    }
}

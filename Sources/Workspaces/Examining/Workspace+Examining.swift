import DataDoctor
import Datasets
import Storage

extension Workspace {
    /// What the events and descriptions of this workspace say about themselves; changes nothing.
    ///
    /// Rows that an import rejected count as rejected here.
    public func examine(_ doctor: DataDoctor) throws -> DataReport {
        let sources = try store.sources().map(\.description)
        var examiner = doctor.examiner(
            ratingScale: EventStoreReading.ratingScale(of: sources), domain: EventStoreReading.domain(of: sources))
        for source in sources { examiner.begin(ImportSource(path: source.name)) }
        examiner.receive(items: try store.items())
        examiner.receive(users: try store.users())
        examiner.receive(problems: try store.problems(limit: Workspace.examinedProblems))
        try store.forEachBatch(of: 16_384) { examiner.receive(events: $0) }
        return doctor.report(examiner, name: configuration.datasetName, format: "workspace")
    }

    /// More rejected rows than this are not told apart.
    private static let examinedProblems = 100_000
}

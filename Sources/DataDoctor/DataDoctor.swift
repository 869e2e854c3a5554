import Datasets
import Evaluation

/// Reads data as an import would, stores nothing, and says what is wrong with it, what that costs and what to do.
///
///     let report = try DataDoctor(options: DoctorOptions(now: now)).examine(importer, name: "ml-1m")
///     print(report.text())
public struct DataDoctor: Sendable {
    public var options: DoctorOptions
    /// Nil draws no curve.
    public var curve: CurveOptions?

    public init(options: DoctorOptions, curve: CurveOptions? = CurveOptions()) {
        self.options = options
        self.curve = curve
    }

    /// An empty sink for data of this kind; hand it to an importer, then to `report`.
    public func examiner(ratingScale: ClosedRange<Float>? = nil, domain: ItemDomain = .other) -> DataExaminer {
        DataExaminer(options: options, ratingScale: ratingScale, domain: domain)
    }

    /// Reads everything once.
    ///
    /// - Throws: `ImportError` when a file cannot be used at all.
    public func examine(_ importer: any Importer, name: String) throws -> DataReport {
        var examiner = examiner(ratingScale: importer.ratingScale, domain: importer.domain)
        try importer.run(into: &examiner)
        return report(examiner, name: name, format: importer.format.rawValue)
    }

    /// What the examiner has seen, judged.
    ///
    /// - Complexity: O(n log n) in the sampled events; the curve trains baselines on part of them.
    public func report(_ examiner: DataExaminer, name: String, format: String) -> DataReport {
        let examination = Examination(examiner)
        let histories = Histories(examiner.sample, files: examiner.files, roles: examination.roles)
        var report = facts(examination, name: name, format: format)
        report.findings = DataDoctor.sorted(findings(examination, histories))
        if let curve {
            switch PersonalisationCurve.draw(histories, examination, curve) {
            case .success(let drawn): report.curve = drawn
            case .failure(let reason): report.curveNote = reason.sentence
            }
        }
        return report
    }

    private func findings(_ examination: Examination, _ histories: Histories) -> [Finding] {
        var (ties, repetition, order) = (Ties(), Repetition(), OrderArtefacts())
        var (leak, rhythm, coldness) = (RatingLeak(), Rhythm(), Coldness())
        histories.forEachUser { user in
            ties.look(at: user, in: examination)
            repetition.look(at: user, in: examination)
            order.look(at: user, in: examination)
            leak.look(at: user, in: examination)
            rhythm.look(at: user, in: examination)
            coldness.look(at: user, in: examination)
        }
        leak.measure(seed: options.seed)
        coldness.measure(in: examination)
        let detectors: [any HistoryDetector] = [ties, repetition, order, leak, rhythm, coldness]
        return detectors.flatMap { $0.findings(in: examination) } + Basics.findings(in: examination) + Stamps.findings(in: examination)
            + SuspiciousValues.findings(in: examination) + Selection.findings(in: examination) + Concentration.findings(in: examination)
            + Descriptions.findings(in: examination) + Opportunities.findings(in: examination)
    }

    /// Worst first; of equal severity, what concerns the larger share.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        findings.sorted { a, b in
            if a.severity != b.severity { return a.severity < b.severity }
            if a.share != b.share { return a.share > b.share }
            return a.code.rawValue < b.code.rawValue
        }
    }

    private func facts(_ examination: Examination, name: String, format: String) -> DataReport {
        let examiner = examination.examiner
        var counts = DataReport.Counts()
        counts.events = examiner.events
        counts.users = examination.activeUsers
        counts.items = examination.activeItems
        counts.describedItems = examiner.descriptions.count(.described)
        counts.describedUsers = examiner.descriptions.describedUsers
        counts.rejectedRows = examiner.problems.count
        counts.files = examiner.files
        if counts.users > 0, counts.items > 0 {
            counts.density = min(1, Double(counts.events) / Double(counts.users) / Double(counts.items))
        }
        let kinds = EventKind.allCases.filter { examiner.values.kinds[Int($0.rawValue)] > 0 }.map {
            DataReport.Kind(name: $0.name, events: examiner.values.kinds[Int($0.rawValue)], role: examination.roles[$0])
        }
        let descriptions = DataReport.Descriptions(
            titles: examiner.descriptions.count(.title), years: examiner.descriptions.count(.year),
            facets: examiner.descriptions.count(.facets), texts: examiner.descriptions.count(.text),
            identifiers: examiner.descriptions.count(.identifiers), facetNames: examiner.descriptions.facets,
            userFields: examiner.descriptions.userFields)
        return DataReport(
            name: name, format: format, counts: counts, times: examiner.times.facts,
            activity: Distribution(examiner.users.counts.filter { $0 > 0 }.map(Int.init)),
            popularity: Distribution(examiner.items.counts.filter { $0 > 0 }.map(Int.init)), kinds: kinds,
            ratings: examiner.values.ratings.sorted { $0.key < $1.key }.map { DataReport.Rating(rating: $0.key, events: $0.value) },
            descriptions: descriptions, sampledUserShare: examiner.sample.share, sampledEvents: examiner.sample.events.count, findings: [])
    }
}

extension TimeCensus {
    /// Nil without stamps.
    var facts: DataReport.Times? {
        guard stamped > 0 else { return nil }
        func day(_ time: Int64) -> String { CalendarDate(Timestamp(rawValue: time)).iso8601 }
        let months = monthly.sorted { $0.key < $1.key }.map { key, events in
            let (year, month) = (Int(key) / 12, Int(key) % 12 + 1)
            return DataReport.Times.Month(month: "\(year)-\(month < 10 ? "0" : "")\(month)", events: events)
        }
        return DataReport.Times(
            first: day(first), last: day(last), resolution: resolution, stampedShare: Double(stamped) / Double(stamped + unstamped),
            midnightShare: Double(midnights) / Double(stamped), wholeHourShare: Double(wholeHours) / Double(stamped), byHour: byHour,
            quietHour: quietHour, months: months)
    }
}

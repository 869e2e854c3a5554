import Datasets
import Glibc

/// What an import will hold, from the beginning of its files as the importer itself reads them.
struct ImportSample {
    /// In all files.
    var events = 0.0
    /// Different users and items.
    var names = 0.0
    var describedItems = 0.0
    /// Events that do not follow another event of the same user: what the index by user has rows for.
    var runs = 0.0
    /// Events with an id of their own.
    var identified = 0.0
    /// Of the table of events.
    var storedBytes = 0.0

    static func + (a: ImportSample, b: ImportSample) -> ImportSample {
        ImportSample(
            events: a.events + b.events, names: a.names + b.names, describedItems: a.describedItems + b.describedItems,
            runs: a.runs + b.runs, identified: a.identified + b.identified, storedBytes: a.storedBytes + b.storedBytes)
    }

    /// Reads the beginning; nothing is known of what cannot be read, since the import itself will say why.
    ///
    /// - Complexity: 65,536 events, or 50,000 items, are parsed and dropped.
    init(of importer: any Importer, path: String, attributes: [String]) {
        guard ([path] + attributes).allSatisfy(ImportSample.isReadableTwice) else { return }
        var sink = SamplingSink()
        do { try importer.run(into: &sink) } catch {}
        self = sink.extrapolated(others: ImportSample.files(path))
    }

    init(
        events: Double = 0, names: Double = 0, describedItems: Double = 0, runs: Double = 0, identified: Double = 0, storedBytes: Double = 0
    ) {
        (self.events, self.names, self.describedItems) = (events, names, describedItems)
        (self.runs, self.identified, self.storedBytes) = (runs, identified, storedBytes)
    }

    /// A pipe tells its beginning once.
    private static func isReadableTwice(_ path: String) -> Bool { FileSystemCall.isFolder(path) || FileSystemCall.isFile(path) }

    private static func files(_ path: String) -> [String] {
        guard FileSystemCall.isFolder(path) else { return [path] }
        return ((try? FileSystemCall.names(in: path)) ?? []).map { path + "/" + $0 }
    }
}

/// Counts what an importer hands over until there is enough to know the rest by.
private struct SamplingSink: ImportSink {
    private struct Enough: Error {}
    private static let enoughEvents = 65_536
    private static let enoughItems = 50_000

    private var file: ImportSource?
    private var visited: Set<String> = []
    /// Of the current file.
    private var share = 0.0
    private var eventsBefore = 0
    private var events = 0
    private var items = 0
    private var isCutInItems = false
    private var names: Set<UInt64> = []
    /// Different names in the first half of the events seen so far.
    private var history: [(events: Int, names: Int)] = []
    private var lastUser: UserID?
    private var runs = 0
    private var identified = 0
    private var storedBytes = 0

    mutating func begin(_ source: ImportSource) {
        (file, share, eventsBefore) = (source, 0, events)
        visited.insert(source.path)
    }

    mutating func receive(items new: [Item]) throws {
        items += new.count
        isCutInItems = items >= SamplingSink.enoughItems
        if isCutInItems { throw Enough() }
    }
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(problems: [RowProblem]) {}

    mutating func receive(events new: [RawEvent]) {
        for event in new {
            names.insert(StableHash.of(event.user.rawValue, seed: 1))
            if let item = event.item { names.insert(StableHash.of(item.rawValue, seed: 2)) }
            if event.user != lastUser { runs += 1 }
            lastUser = event.user
            if let id = event.id {
                identified += 1
                storedBytes += id.utf8.count + 1
            }
            storedBytes += SamplingSink.rowBytes(event)
        }
        events += new.count
        history.append((events, names.count))
    }

    mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws {
        share = total > 0 ? Double(bytesRead) / Double(total) : 1
        if events >= SamplingSink.enoughEvents { throw Enough() }
    }

    /// Key, numbers of user, item and kind, and the head of a row; then what is there of the rest.
    private static func rowBytes(_ event: RawEvent) -> Int {
        let numbers = [event.rating, event.duration, event.completion].compactMap { $0 }
        // SQLite stores whole numbers as integers.
        let floats = numbers.reduce(0) { $0 + ($1 == $1.rounded() ? 2 : 8) }
        return 32 + (event.time == nil ? 0 : 6) + floats + [event.device, event.locale, event.surface].count { $0 != nil }
    }

    // MARK: The rest

    func extrapolated(others files: [String]) -> ImportSample {
        guard events > 0 else { return ImportSample(describedItems: Double(items) * (isCutInItems ? 4 : 1)) }
        let factor = Double(totalEvents(files)) / Double(events)
        let total = Double(events) * factor
        return ImportSample(
            events: total, names: totalNames(factor), describedItems: Double(items), runs: Double(runs) * factor,
            identified: Double(identified) * factor, storedBytes: Double(storedBytes) * factor)
    }

    /// The file that was begun goes on as it began; files of its kind that were not reached hold as many events a byte.
    private func totalEvents(_ files: [String]) -> Int {
        guard let file, share > 0, share < 1 else { return events }
        let here = Double(events - eventsBefore) / share
        let perByte = here / Double(max(1, FileSystemCall.length(of: file.path)))
        let kind = SamplingSink.kind(file.path)
        let unread = files.filter { !visited.contains($0) && SamplingSink.kind($0) == kind }
        return eventsBefore + Int(here + perByte * Double(unread.reduce(0) { $0 + FileSystemCall.length(of: $1) }))
    }

    private static func kind(_ path: String) -> Substring? { ImportSource(path: path).name.split(separator: ".").last }

    /// New names come ever more rarely (Heaps' law); the exponent of the last doubling overstates, so no more than every tenth event has one.
    private func totalNames(_ factor: Double) -> Double {
        let now = Double(names.count)
        guard factor > 1, let half = history.first(where: { $0.events * 2 >= events }), half.events < events else {
            return now * factor.squareRoot()
        }
        let exponent = min(1, log2(now / Double(max(1, half.names))) / log2(Double(events) / Double(half.events)))
        return max(now, min(now * exp2(log2(factor) * exponent), Double(events) * factor / 10))
    }
}

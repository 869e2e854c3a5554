import Datasets
import Foundation

/// What all runs share: the server, the world, where results go.
struct Session: Sendable {
    let client: LoadClient
    let traffic: Traffic
    /// Nil where the server's process is not known.
    let server: ServerProcess?
    let seconds: Double
    let warmup: Double
    let seed: UInt64
    private let resultFile: String?

    init(_ arguments: Arguments) throws {
        guard let address = arguments.text("address"), let world = arguments.text("world") else {
            throw UsageError("--address and --world are needed")
        }
        client = LoadClient(
            address: address, key: arguments.text("key"), connections: try arguments.integer("connections", 256),
            timeoutSeconds: try arguments.number("timeout", 30))
        traffic = try Traffic(world: world)
        let process = try arguments.integer("pid", 0)
        server = process > 0 ? ServerProcess(id: Int32(process)) : nil
        seconds = try arguments.number("seconds", 60)
        warmup = try arguments.number("warmup", 5)
        seed = UInt64(try arguments.integer("seed", 1))
        resultFile = arguments.text("json")
    }

    /// Appends one result as a line of JSON, with the machine and the server's memory.
    func keep(_ name: String, _ figures: [String: Any]) throws {
        var line = figures
        line["run"] = name
        line["machine"] = Machine.description
        if let server {
            line["server_resident_bytes"] = server.residentBytes
            line["server_descriptors"] = server.descriptors
        }
        guard let resultFile else { return }
        if !FileManager.default.fileExists(atPath: resultFile) {
            _ = FileManager.default.createFile(atPath: resultFile, contents: nil)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: resultFile))
        try file.seekToEnd()
        try file.write(contentsOf: JSONSerialization.data(withJSONObject: line, options: [.sortedKeys, .withoutEscapingSlashes]) + [10])
        try file.close()
    }

    /// Requests one after the other on some connections, until a number is reached: fills caches, and says what the server can do at most.
    func closedLoop(_ count: Int, connections: Int, _ make: @escaping @Sendable (Int, inout SeededGenerator) -> LoadRequest) async -> Double
    {
        let begun = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for lane in 0..<connections {
                group.addTask { [client, seed] in
                    var random = SeededGenerator(seed: seed &+ 977 &* UInt64(lane + 1))
                    for number in stride(from: lane, to: count, by: connections) { _ = await client.send(make(number, &random)) }
                }
            }
        }
        return Double(count) / ((ContinuousClock.now - begun) / .seconds(1))
    }
}

/// What the server counts about itself, by name and labels as `/metrics` writes them.
struct Counters: Sendable {
    private(set) var values: [String: Double] = [:]

    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else { continue }
            values[String(line[..<space])] = value
        }
    }

    static func read(_ client: LoadClient) async -> Counters { Counters(await client.text("/metrics") ?? "") }

    /// The sum over all labels.
    func total(_ name: String) -> Double {
        values.reduce(0) { $0 + ($1.key == name || $1.key.hasPrefix(name + "{") ? $1.value : 0) }
    }

    /// What has grown since, of names that hold one of the words.
    func growth(since before: Counters, words: [String]) -> [String: Double] {
        var result: [String: Double] = [:]
        for (name, value) in values where words.contains(where: { name.contains($0) }) && !name.contains("bucket") {
            let difference = value - (before.values[name] ?? 0)
            if difference != 0 { result[name] = difference }
        }
        return result
    }
}

import FoundationEssentials

extension TastemakerClient {
    /// Sends one event; when this returns, it is durable and the person's next answer knows it.
    ///
    /// Repeated after a failure only if it has an id.
    @discardableResult
    public func send(_ event: Event) async throws -> EventResult {
        try await value(Call(.post, ["v1", "events"], body: JSONEncoder().encode(event), isRepeatable: event.id != nil))
    }

    /// Sends a batch of events in one transaction of the server; a result for each, in order.
    ///
    /// Repeated after a failure only if every event has an id. Some hundred events a call are a good size.
    public func send(_ events: [Event]) async throws -> [EventResult] {
        guard !events.isEmpty else { return [] }
        var results: [EventResult] = []
        results.reserveCapacity(events.count)
        for try await result in try await self.results(of: events) { results.append(result) }
        guard results.count == events.count else {
            throw ClientError(
                .unexpectedAnswer, detail: "\(results.count) results came for \(events.count) events; those without one are not known")
        }
        return results
    }

    /// The same, each result as it arrives.
    public func results(of events: [Event]) async throws -> NDJSONLines<EventResult> {
        var call = Call(
            .post, ["v1", "events", "bulk"], body: try Self.lines(events), isRepeatable: events.allSatisfy { $0.id != nil })
        call.contentType = "application/x-ndjson"
        return try await lines(call)
    }

    static func lines(_ values: [some Encodable]) throws -> Data {
        let encoder = JSONEncoder()
        var data = Data()
        for value in values {
            data.append(try encoder.encode(value))
            data.append(UInt8(ascii: "\n"))
        }
        return data
    }
}

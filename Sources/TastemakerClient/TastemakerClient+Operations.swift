import FoundationEssentials

extension TastemakerClient {
    // MARK: Catalogue

    public func item(_ id: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "items", id])) }

    /// Sets what is known about a title, replacing what was known.
    @discardableResult
    public func putItem(_ id: String, _ item: JSONValue) async throws -> JSONValue {
        try await value(Call(.put, ["v1", "items", id], body: try JSONEncoder().encode(item)))
    }

    @discardableResult
    public func patchItem(_ id: String, _ changes: JSONValue) async throws -> JSONValue {
        try await value(Call(.patch, ["v1", "items", id], body: try JSONEncoder().encode(changes)))
    }

    public func deleteItem(_ id: String) async throws { try await send(Call(.delete, ["v1", "items", id])) }

    /// Takes a title off all lists at once. Doing it twice is doing it once.
    public func hideItem(_ id: String) async throws { try await send(Call(.post, ["v1", "items", id, "hide"], isRepeatable: true)) }

    public func showItem(_ id: String) async throws { try await send(Call(.post, ["v1", "items", id, "show"], isRepeatable: true)) }

    // MARK: Jobs and models

    /// Begins a job; never repeated by itself, since it would run twice.
    public func startJob(_ job: JSONValue) async throws -> JSONValue {
        try await value(Call(.post, ["v1", "jobs"], body: try JSONEncoder().encode(job)))
    }

    public func jobs() async throws -> JSONValue { try await value(Call(.get, ["v1", "jobs"])) }
    public func job(_ id: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "jobs", id])) }

    /// What a job said, as text.
    public func log(ofJob id: String) async throws -> String {
        String(decoding: try await data(Call(.get, ["v1", "jobs", id, "log"])), as: UTF8.self)
    }

    public func cancelJob(_ id: String) async throws { try await send(Call(.post, ["v1", "jobs", id, "cancel"], isRepeatable: true)) }

    public func models() async throws -> JSONValue { try await value(Call(.get, ["v1", "models"])) }
    public func model(_ name: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "models", name])) }

    @discardableResult
    public func promote(_ model: String) async throws -> JSONValue {
        try await value(Call(.post, ["v1", "models", model, "promote"], isRepeatable: true))
    }

    /// Goes back to the model before; never repeated by itself, since it would go back twice.
    @discardableResult
    public func rollback() async throws -> JSONValue { try await value(Call(.post, ["v1", "models", "rollback"])) }

    // MARK: Health

    /// Whether the process is alive.
    public func isLive() async throws -> Bool { try await holds("live") }

    /// Whether the server answers requests: a model is loaded and warm.
    public func isReady() async throws -> Bool { try await holds("ready") }

    private func holds(_ what: String) async throws -> Bool {
        do {
            // Asked once: “not now” is an answer here.
            try await send(Call(.get, ["health", what], isRepeatable: false))
            return true
        } catch let error as ClientError where error.kind == .unavailable { return false }
    }
}

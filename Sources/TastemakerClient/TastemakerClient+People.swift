import FoundationEssentials

extension TastemakerClient {
    /// Why a title is shown to a person, or would be.
    public func why(_ item: String, for user: String, _ context: Context = Context()) async throws -> JSONValue {
        try await value(Call(.get, ["v1", "users", user, "why", item], query: context.query))
    }

    /// What the service takes for a person's taste.
    public func profile(of user: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "users", user, "profile"])) }

    /// Corrects the profile; the next answer obeys.
    @discardableResult
    public func correctProfile(of user: String, _ changes: JSONValue) async throws -> JSONValue {
        try await value(Call(.patch, ["v1", "users", user, "profile"], body: try JSONEncoder().encode(changes)))
    }

    /// Forgets the taste, not the history.
    public func resetProfile(of user: String) async throws { try await send(Call(.delete, ["v1", "users", user, "profile"])) }

    public func user(_ user: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "users", user])) }

    /// Sets what is known about a person, replacing what was known.
    @discardableResult
    public func putUser(_ user: String, _ attributes: JSONValue) async throws -> JSONValue {
        try await value(Call(.put, ["v1", "users", user], body: try JSONEncoder().encode(attributes)))
    }

    @discardableResult
    public func patchUser(_ user: String, _ changes: JSONValue) async throws -> JSONValue {
        try await value(Call(.patch, ["v1", "users", user], body: try JSONEncoder().encode(changes)))
    }

    /// What a person did, latest first.
    public func events(of user: String, count: Int? = nil, cursor: String? = nil) async throws -> JSONValue {
        try await value(Call(.get, ["v1", "users", user, "events"], query: [("count", count.map(String.init)), ("cursor", cursor)]))
    }

    // MARK: Privacy

    /// What a person allows, by purpose.
    public func consent(of user: String) async throws -> JSONValue { try await value(Call(.get, ["v1", "users", user, "consent"])) }

    @discardableResult
    public func setConsent(of user: String, _ consent: JSONValue) async throws -> JSONValue {
        try await value(Call(.put, ["v1", "users", user, "consent"], body: try JSONEncoder().encode(consent)))
    }

    /// Everything that is stored about a person, as the server writes it.
    public func export(of user: String) async throws -> Data { try await data(Call(.get, ["v1", "users", user, "export"])) }

    /// Erases a person for good.
    ///
    /// - Returns: the receipt.
    @discardableResult
    public func erase(_ user: String) async throws -> JSONValue { try await value(Call(.delete, ["v1", "users", user])) }
}

import FoundationEssentials

extension TastemakerClient {
    /// The home page of a person.
    ///
    /// - Parameter rows: how many; the server's choice where nil. `context.count` is the length of a row.
    public func home(of user: String, rows: Int? = nil, _ context: Context = Context()) async throws -> HomePage {
        try await value(Call(.get, ["v1", "users", user, "home"], query: context.query + [("rows", rows.map(String.init))]))
    }

    /// The best titles for a person, best first. With `context.cursor`, those behind an earlier answer, none of them twice.
    public func recommendations(for user: String, _ context: Context = Context()) async throws -> Recommendations {
        try await value(Call(.get, ["v1", "users", user, "recommendations"], query: context.query))
    }

    /// A home page for a history of which nothing is kept.
    public func home(ofSession events: [Event], rows: Int? = nil, _ context: Context = Context()) async throws -> HomePage {
        try await value(try session("home", events, context, rows: rows))
    }

    /// The best titles for a history of which nothing is kept.
    public func recommendations(forSession events: [Event], _ context: Context = Context()) async throws -> Recommendations {
        try await value(try session("recommendations", events, context, rows: nil))
    }

    private func session(_ what: String, _ events: [Event], _ context: Context, rows: Int?) throws -> Call {
        let body = try JSONEncoder().encode(SessionBody(history: events, rows: rows, context: context))
        return Call(.post, ["v1", "session", what], body: body, isRepeatable: true)
    }

    /// Titles like one title; for a person, those among them that suit.
    public func similar(to item: String, for user: String? = nil, _ context: Context = Context()) async throws -> Recommendations {
        try await value(Call(.get, ["v1", "items", item, "similar"], query: context.query + [("user", user)]))
    }

    /// Titles like several.
    public func similar(to items: [String], for user: String? = nil, _ context: Context = Context()) async throws -> Recommendations {
        struct Body: Encodable {
            var items: [String]
            var user: String?
        }
        let body = try JSONEncoder().encode(Body(items: items, user: user))
        return try await value(Call(.post, ["v1", "similar"], query: context.query, body: body, isRepeatable: true))
    }

    /// A list of the caller's, in the order that suits a person.
    public func rank(_ items: [String], for user: String, _ context: Context = Context()) async throws -> Recommendations {
        struct Body: Encodable {
            var items: [String]
            var user: String
        }
        let body = try JSONEncoder().encode(Body(items: items, user: user))
        return try await value(Call(.post, ["v1", "rank"], query: context.query, body: body, isRepeatable: true))
    }

    /// Titles and people by name, typing errors forgiven.
    public func search(_ text: String, for user: String? = nil, _ context: Context = Context()) async throws -> Recommendations {
        try await value(Call(.get, ["v1", "search"], query: [("q", text), ("user", user)] + context.query))
    }
}

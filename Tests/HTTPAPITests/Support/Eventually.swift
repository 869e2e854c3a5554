import Testing

/// Waits for what others bring about, and fails where it does not come within five minutes.
func eventually(_ condition: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for _ in 0..<60_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await condition(), sourceLocation: sourceLocation)
}

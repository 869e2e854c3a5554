import AsyncHTTPClient
import Understanding

/// One question and what came back, without patience: no repetition, no deadline but that of the task.
struct CompletionExchange: Sendable {
    let endpoint: ModelEndpoint
    let meter: LanguageMeter
    let clock: LanguageClock
    let http: HTTPClient

    /// What one try came to, for whoever decides about the next.
    struct Failure: Error {
        var error: LanguageModelError
        var status: Int?
        var retryAfter: Duration?
        /// Whether the same question may be answered later, and nothing of an answer has been handed on.
        var isPassing: Bool
    }

    /// Refusals and failures are not read further than this, in bytes.
    private static let longestComplaint = 2048

    /// - Parameter listener: told piece by piece; nil asks for the whole.
    /// - Throws: `Failure`, `LanguageModelError`, `CancellationError`.
    func once(_ request: LanguageRequest, _ shape: SchemaShape, _ listener: (@Sendable (String) -> Bool)?) async throws -> LanguageAnswer {
        let body = try CompletionBody(request: request, model: endpoint.model, shape: shape, streams: listener != nil).bytes()
        // No tokenizer makes more tokens than there are bytes.
        let reservation = try meter.reserve(body.count + request.maximumTokens)
        let response: HTTPClientResponse
        do { response = try await send(body, streams: listener != nil) } catch {
            meter.release(reservation)
            throw error
        }
        // A token is seldom longer than this; an answer that is was not made of the tokens that were asked for.
        var reader = CompletionReader(longest: min(endpoint.largestAnswer, request.maximumTokens * 32 + 1024))
        defer { meter.settle(reservation, prompt: reader.usedTokens.prompt, answer: reader.usedTokens.answer) }
        if let listener, try streams(response) {
            let isStopped = try await listen(response, &reader, listener)
            return try reader.answer(request, isStopped: isStopped)
        }
        try reader.take(whole: try await whole(response))
        let answer = try reader.answer(request)
        let isWanted = listener?(answer.text) ?? true
        return isWanted ? answer : try reader.answer(request, isStopped: true)
    }

    private func send(_ body: [UInt8], streams: Bool) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: endpoint.address + "/chat/completions")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: streams ? "text/event-stream, application/json" : "application/json")
        if let key = endpoint.key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        request.body = .bytes(body)
        let response: HTTPClientResponse
        do {
            // The task is cancelled at the deadline; this is only the end of all patience.
            response = try await http.execute(request, timeout: .hours(1))
        } catch { throw try broken(error, isPassing: true) }
        guard response.status.code == 200 else { throw try await complaint(response) }
        return response
    }

    private func complaint(_ response: HTTPClientResponse) async throws -> Failure {
        let status = Int(response.status.code)
        var said: [UInt8] = []
        do {
            for try await part in response.body {
                said += part.readableBytesView.prefix(CompletionExchange.longestComplaint - said.count)
                if said.count >= CompletionExchange.longestComplaint { break }
            }
        } catch {}
        try Task.checkCancellation()
        let after = response.headers.first(name: "retry-after").flatMap { RetryAfter.pause($0, wall: clock.wall()) }
        let text = String(String(decoding: said, as: UTF8.self).prefix(200))
        let isBusy = status == 429 || status == 503 || status == 529
        let isPassing = isBusy || [408, 500, 502, 504].contains(status)
        return Failure(
            error: isBusy ? .busy : .refused(status: status, text), status: status, retryAfter: after, isPassing: isPassing)
    }

    /// - Throws: `CancellationError` where that is why it broke.
    private func broken(_ error: any Error, isPassing: Bool) throws -> Failure {
        try Task.checkCancellation()
        if error is CancellationError { throw error }
        let isWrong = (error as? HTTPClientError).map { [.invalidURL, .emptyHost, .emptyScheme].contains($0) } ?? false
        let reason = isWrong ? "“\(endpoint.place)” is not the address of a server" : "\(endpoint.place): \(kind(of: error))"
        return Failure(error: .unreachable(reason), isPassing: isPassing && !isWrong)
    }

    /// Of errors from the network only the kind: their texts may carry addresses with keys in them.
    private func kind(of error: any Error) -> String { (error as? HTTPClientError)?.shortDescription ?? "\(type(of: error))" }

    // MARK: Bodies

    /// Servers that cannot stream send the whole at once.
    private func streams(_ response: HTTPClientResponse) throws(LanguageModelError) -> Bool {
        let type = response.headers.first(name: "content-type") ?? ""
        if type.lowercased().hasPrefix("text/event-stream") { return true }
        guard type.lowercased().contains("json") else { throw .malformed("the answer is “\(type.prefix(60))”, no stream of events") }
        return false
    }

    private func whole(_ response: HTTPClientResponse) async throws -> JSONTree {
        let type = response.headers.first(name: "content-type") ?? ""
        guard type.lowercased().contains("json") else { throw LanguageModelError.malformed("the answer is “\(type.prefix(60))”, no JSON") }
        var bytes: [UInt8] = []
        do {
            for try await part in response.body {
                bytes += part.readableBytesView
                guard bytes.count <= endpoint.largestAnswer else { break }
            }
        } catch { throw try broken(error, isPassing: true) }
        try Task.checkCancellation()
        guard bytes.count <= endpoint.largestAnswer else {
            throw LanguageModelError.malformed("the answer is longer than \(endpoint.largestAnswer) bytes")
        }
        do { return try JSONTree.read(bytes) } catch { throw LanguageModelError.malformed("what the server sent is no JSON: \(error)") }
    }

    /// - Returns: whether the listener had enough.
    private func listen(
        _ response: HTTPClientResponse, _ reader: inout CompletionReader, _ listener: @Sendable (String) -> Bool
    ) async throws -> Bool {
        var parser = EventStreamParser(longest: endpoint.largestAnswer)
        var (count, hasSpoken) = (0, false)
        do {
            for try await part in response.body {
                count += part.readableBytes
                for event in try parser.take(part.readableBytesView) {
                    if event.elementsEqual("[DONE]".utf8) { return false }
                    let piece = try reader.take(piece: try JSONTree.read(event))
                    guard !piece.isEmpty else { continue }
                    hasSpoken = true
                    if !listener(piece) { return true }
                }
                guard count <= endpoint.largestAnswer else { throw EventStreamParser.TooLong() }
            }
        } catch let error as LanguageModelError {
            throw error
        } catch let error as JSONTreeError {
            throw LanguageModelError.malformed("a piece of the answer is no JSON: \(error)")
        } catch is EventStreamParser.TooLong {
            throw LanguageModelError.malformed("the answer is longer than \(endpoint.largestAnswer) bytes")
        } catch { throw try broken(error, isPassing: !hasSpoken) }
        try Task.checkCancellation()
        return false
    }
}

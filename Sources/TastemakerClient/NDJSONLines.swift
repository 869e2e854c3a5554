import AsyncHTTPClient
import FoundationEssentials

/// The lines of an answer, each a JSON value, as they arrive.
///
/// Iterating throws `ClientError.unexpectedAnswer` at a line that is too long or not what was asked for, and
/// `ClientError.unreachable` when the connection breaks.
public struct NDJSONLines<Line: Decodable & Sendable>: AsyncSequence, Sendable {
    public typealias Element = Line
    private let body: HTTPClientResponse.Body
    private let longestLine: Int

    init(_ body: HTTPClientResponse.Body, longestLine: Int) {
        self.body = body
        self.longestLine = longestLine
    }

    public func makeAsyncIterator() -> Iterator { Iterator(chunks: body.makeAsyncIterator(), splitter: LineSplitter(longest: longestLine)) }

    public struct Iterator: AsyncIteratorProtocol {
        var chunks: HTTPClientResponse.Body.AsyncIterator
        var splitter: LineSplitter
        private var isDone = false
        private let decoder = JSONDecoder()

        init(chunks: HTTPClientResponse.Body.AsyncIterator, splitter: LineSplitter) {
            self.chunks = chunks
            self.splitter = splitter
        }

        public mutating func next() async throws -> Line? {
            while true {
                if let line = try splitter.next(isLast: isDone) { return try decoded(line) }
                if isDone { return nil }
                do {
                    if let chunk = try await chunks.next() { splitter.append(chunk.readableBytesView) } else { isDone = true }
                } catch is CancellationError {
                    throw CancellationError()
                } catch { throw ClientError(.unreachable, detail: "the answer broke off: \(error)") }
            }
        }

        private func decoded(_ line: Data) throws -> Line {
            do { return try decoder.decode(Line.self, from: line) } catch {
                throw ClientError(.unexpectedAnswer, detail: "a line of the answer is not as expected: \(error)")
            }
        }
    }
}

/// Cuts bytes at line feeds; empty lines do not count.
struct LineSplitter: Sendable {
    private let longest: Int
    private var bytes: [UInt8] = []
    private var start = 0
    /// No line feed lies before it.
    private var searched = 0

    init(longest: Int) { self.longest = longest }

    mutating func append(_ chunk: some Collection<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            (searched, start) = (searched - start, 0)
        }
        bytes += chunk
    }

    /// - Parameter isLast: whether nothing follows, so that the rest is a line.
    mutating func next(isLast: Bool) throws(ClientError) -> Data? {
        while true {
            let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
            searched = end ?? bytes.count
            guard searched - start <= longest else {
                throw ClientError(.unexpectedAnswer, detail: "a line of the answer is longer than \(longest) bytes")
            }
            guard end != nil || (isLast && start < bytes.count) else { return nil }
            let line = Data(bytes[start..<searched])
            if end != nil { searched += 1 }
            start = searched
            if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t") }) { return line }
        }
    }
}

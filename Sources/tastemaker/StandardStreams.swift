import Dispatch
import ToolProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lines in and out of this process.
enum StandardStreams {
    /// Takes standard output for messages alone; whatever else is printed from now on goes to standard error.
    static func claim() throws -> LineOutput {
        fflush(nil)
        let output = dup(STDOUT_FILENO)
        guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { throw StreamFailure(code: errno) }
        // A client that is gone ends the process by the end of its input, not by a signal.
        signal(SIGPIPE, SIG_IGN)
        return LineOutput(output)
    }

    /// Serves until standard input ends, and every call that was taken is answered.
    static func serve(_ tools: LocalTools, _ output: LineOutput) async {
        let connection = ToolConnection(tools.server, caller: tools.caller) { await output.write($0) }
        let input = PieceInput(STDIN_FILENO)
        var lines = MessageLines()
        while let piece = await input.next() {
            for line in lines.take(piece) { await connection.take(line) }
        }
        if let line = lines.last() { await connection.take(line) }
        await connection.finish()
    }

    struct StreamFailure: Error, CustomStringConvertible {
        let code: Int32
        var description: String { "standard output cannot be used: \(String(cString: strerror(code)))" }
    }
}

/// Reads a descriptor piece by piece, when it is asked to: whoever writes too much waits.
struct PieceInput: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "tastemaker.mcp.input")
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Nil at the end, and where nothing can be read any more.
    func next() async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            queue.async { [descriptor] in
                var count = -1
                let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, length in
                    repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
                    length = max(0, count)
                }
                continuation.resume(returning: count > 0 ? piece : nil)
            }
        }
    }
}

/// Writes whole lines, one after the other.
struct LineOutput: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "tastemaker.mcp.output")
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Returns when the line is written, or when nobody reads any more.
    func write(_ line: [UInt8]) async {
        await withCheckedContinuation { continuation in
            queue.async { [descriptor] in
                line.withUnsafeBytes { bytes in
                    var written = 0
                    while written < bytes.count {
                        let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
                        if count < 0, errno == EINTR { continue }
                        guard count > 0 else { break }
                        written += count
                    }
                }
                continuation.resume()
            }
        }
    }
}

import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A server on loopback that does what a test wrote down: any bytes, cut anywhere, at any pace.
///
/// One thread a connection; every connection reads one request, plays the next scene and closes.
package final class ScriptedServer: Sendable {
    /// What one connection meets.
    package enum Scene: Sendable {
        /// Head and body, whole.
        case answer(Int, headers: [String] = ["content-type: application/json"], String)
        /// These bytes as they are, then the end.
        case bytes(String)
        /// One byte after the other, each in a packet of its own.
        case pieces(String)
        /// A head, and then a byte now and then, as long as somebody listens.
        case drip
        /// Nothing, until the server ends.
        case silence
        /// This, again and again.
        case endless(head: String, String)

        /// A body without an end.
        package static let flood = Scene.endless(head: "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", "x")
    }

    package struct Seen: Sendable {
        package var line: String
        package var headers: [String]
        package var body: String
    }

    package let port: UInt16
    private let listener: Int32
    private let script: @Sendable (Int) -> Scene
    private let state = Mutex((seen: [Seen](), isOver: false))

    /// - Parameter script: the scene of each connection, counted from 0.
    package init(_ script: @escaping @Sendable (Int) -> Scene) throws {
        self.script = script
        (listener, port) = try ScriptedServer.bound(listening: true)
        Thread.detachNewThread { [self] in accept() }
    }

    /// A port at which nobody listens, and that nobody else gets while this process lives: it is held without being listened to. A port
    /// that was let go belongs to the next test's server at once.
    package static func deadPort() throws -> UInt16 { try bound(listening: false).port }

    private static func bound(listening: Bool) throws -> (listener: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && (!listening || Glibc.listen(listener, 128) == 0)
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    /// Without a path.
    package var address: String { "http://127.0.0.1:\(port)" }
    package var requests: [Seen] { state.withLock { $0.seen } }

    package func end() {
        state.withLock { $0.isOver = true }
        // Whoever accepts closes: a number that is free again may be another server's by the time it is asked about.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private var isOver: Bool { state.withLock { $0.isOver } }

    private func accept() {
        defer { close(listener) }
        while !isOver {
            let connection = Glibc.accept(listener, nil, nil)
            if connection < 0, errno == EINTR { continue }
            guard connection >= 0 else { return }
            var yes: Int32 = 1
            setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let seen = read(connection) else { return }
        let number = state.withLock { state in
            state.seen.append(seen)
            return state.seen.count - 1
        }
        switch script(number) {
        case .answer(let status, let headers, let body):
            let head = ["HTTP/1.1 \(status) Scripted", "content-length: \(body.utf8.count)", "connection: close"] + headers
            write(connection, Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        case .bytes(let text): write(connection, Array(text.utf8))
        case .pieces(let text): for byte in text.utf8 { guard write(connection, [byte]) else { break } }
        case .drip:
            write(connection, Array("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n".utf8))
            while !isOver, write(connection, [0x20]) { usleep(5000) }
        case .silence: while !isOver { usleep(2000) }
        case .endless(let head, let text):
            guard write(connection, Array(head.utf8)) else { return }
            let chunk = Array(String(repeating: text, count: max(1, 4096 / text.utf8.count)).utf8)
            while !isOver, write(connection, chunk) {}
        }
        shutdown(connection, Int32(SHUT_WR))
    }

    @discardableResult
    private func write(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func read(_ connection: Int32) -> Seen? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
                let length =
                    lines.lazy.compactMap { line -> Int? in
                        line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) : nil
                    }.first ?? 0
                let body = text[end.upperBound...]
                if body.utf8.count >= length { return Seen(line: lines[0], headers: Array(lines.dropFirst()), body: String(body)) }
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(connection, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}

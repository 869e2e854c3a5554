import HTTPTypes

/// What we read from the headers of strangers.
enum Headers {
    static let requestID = HTTPField.Name("X-Request-ID")!
    static let timeout = HTTPField.Name("X-Timeout-Ms")!
    static let traceparent = HTTPField.Name("traceparent")!
    static let apiKey = HTTPField.Name("X-API-Key")!

    /// The caller's name for the request, or the trace that it belongs to; nil for anything that could confuse a log.
    static func requestID(_ headers: HTTPFields) -> String? {
        if let id = headers[requestID], (1...64).contains(id.utf8.count), id.utf8.allSatisfy(isPlain) { return id }
        return headers[traceparent].flatMap(traceID)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    /// The trace of a W3C `traceparent`, 32 digits that are not all 0.
    static func traceID(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].count == 2, parts[1].count == 32, parts[2].count == 16, parts[3].count == 2 else { return nil }
        guard parts[0].elementsEqual("00".utf8) ? parts.count == 4 : !parts[0].elementsEqual("ff".utf8) else { return nil }
        guard parts.prefix(4).allSatisfy({ $0.allSatisfy(isDigit) }), parts[1].contains(where: { $0 != UInt8(ascii: "0") }) else {
            return nil
        }
        return String(Substring(parts[1]))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// Seconds that the caller waits: `X-Timeout-Ms`, 1 to 600,000; anything else is as if it were not there.
    static func timeout(_ headers: HTTPFields) -> Double? {
        guard let text = headers[timeout], text.utf8.count <= 6, let value = Int(text), (1...600_000).contains(value) else { return nil }
        return Double(value) / 1000
    }

    static func hexadecimal(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
}

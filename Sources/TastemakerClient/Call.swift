import FoundationEssentials

/// One request before it is sent.
struct Call: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE" }

    var method: Method
    /// Begins with a slash; parts are percent-encoded.
    var path: String
    var query: [(String, String)] = []
    var body: Data?
    var contentType = "application/json"
    /// Whether doing it twice is the same as doing it once.
    var isRepeatable: Bool

    init(_ method: Method, _ path: [String], query: [(String, String?)] = [], body: Data? = nil, isRepeatable: Bool? = nil) {
        self.method = method
        self.path = path.map { "/" + Call.encoded($0) }.joined()
        self.query = query.compactMap { name, value in value.map { (name, $0) } }
        self.body = body
        self.isRepeatable = isRepeatable ?? (method != .post && method != .patch)
    }

    /// Path and query as they go over the wire.
    var target: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { Call.encoded($0) + "=" + Call.encoded($1) }.joined(separator: "&")
    }

    /// RFC 3986: everything but unreserved characters as `%XX` of its UTF-8.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        // A segment of dots alone would be taken for a step in the path.
        let result = String(decoding: bytes, as: UTF8.self)
        return result == "." ? "%2E" : result == ".." ? "%2E%2E" : result
    }
}

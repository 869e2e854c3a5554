import CServedFiles
import Crypto
import NIOCore

/// A file inside the program.
struct ServedFile: Sendable {
    var name: String
    var bytes: ByteBuffer
    /// Of the content, with quotes, as the header has it.
    var tag: String

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = ByteBuffer(bytes: bytes)
        tag = "\"" + SHA256.hash(data: bytes).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    }

    var contentType: String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "txt", "md": "text/plain; charset=utf-8"
        case "woff2": "font/woff2"
        default: "application/octet-stream"
        }
    }

    /// The list that begins at an entry of C.
    private static func all(_ first: UnsafePointer<tk_served_file>?) -> [ServedFile] {
        var files: [ServedFile] = []
        var next = first
        while let entry = next, let name = entry.pointee.name {
            let bytes = UnsafeBufferPointer(start: entry.pointee.bytes, count: entry.pointee.count)
            files.append(ServedFile(name: String(cString: name), bytes: Array(bytes)))
            next = entry.advanced(by: 1)
        }
        return files
    }

    static let console = all(tk_console())
    static let docs = all(tk_docs())
    static let openAPI = all(tk_openapi())
}

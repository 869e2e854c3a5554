import Foundation

/// What a bulk request's answer says, line by line, without a decoder: the generator must keep up.
struct BulkAnswer {
    private(set) var created = 0
    private(set) var existed = 0
    private(set) var others = 0
    /// One line that was neither.
    private(set) var example = ""

    init(_ body: [UInt8]) {
        for line in body.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            if text.contains(#""accepted""#) {
                created += 1
            } else if text.contains(#""duplicate""#) {
                existed += 1
            } else {
                others += 1
                if example.isEmpty { example = String(text.prefix(300)) }
            }
        }
    }

    var stored: Int { created + existed }
}

import NIOCore

/// Cuts a body that comes in pieces into its lines.
///
/// Memory: one line of at most `longest` bytes, and the piece.
struct LineSplitter {
    private var rest: [UInt8] = []
    private(set) var number = 0
    /// Whether anything came at all.
    private(set) var hasRead = false
    let longest: Int

    init(longest: Int) { self.longest = longest }

    /// Lines that end in this piece; empty ones are counted and left out.
    mutating func lines(of piece: ByteBuffer) throws(Problem) -> [(number: Int, bytes: [UInt8])] {
        var found: [(number: Int, bytes: [UInt8])] = []
        var view = piece.readableBytesView[...]
        hasRead = hasRead || !view.isEmpty
        while let end = view.firstIndex(of: UInt8(ascii: "\n")) {
            rest += view[..<end]
            view = view[view.index(after: end)...]
            if let line = try take() { found.append(line) }
        }
        rest += view
        guard rest.count <= longest else { throw tooLong }
        return found
    }

    /// The last line, where no line feed ends it.
    mutating func last() throws(Problem) -> (number: Int, bytes: [UInt8])? { rest.isEmpty ? nil : try take() }

    private mutating func take() throws(Problem) -> (number: Int, bytes: [UInt8])? {
        number += 1
        guard rest.count <= longest else { throw tooLong }
        defer { rest.removeAll(keepingCapacity: true) }
        let isBlank = rest.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        return isBlank ? nil : (number, rest)
    }

    private var tooLong: Problem { Problem(.tooLarge, detail: "line \(number + 1) is longer than \(longest) bytes") }
}

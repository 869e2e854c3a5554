/// The rows of a file that is one JSON value: `{"key": {…}, …}` or `[{…}, …]`.
///
/// The key of a row is the column `$key`. The file is held in memory, and only cut at its outermost members here; each is read as a
/// row of jsonl is. Where the file breaks off or goes on as no JSON does, what came before stays, and the place is reported.
final class JSONDocumentRows: RowReader {
    static let keyColumn = "$key"
    /// A larger file is no table that anybody keeps in one value.
    static let maximumSize = 1 << 28

    private let file: String
    private let scanner: JSONScanner
    private let keySlot: Int?
    private let memory: UnsafeMutableRawBufferPointer
    private var position = 0
    private var line = 1
    private var state = State.beginning
    private var isObject = false

    private enum State { case beginning, first, next, end }

    /// - Throws: `ImportError` when the file cannot be read, or is larger than `maximumSize`.
    init(_ path: String, file: String, paths: [String]) throws {
        let bytes = try ByteReader(path: path).readAll(limit: JSONDocumentRows.maximumSize)
        self.file = file
        scanner = JSONScanner(JSONPaths(paths))
        keySlot = paths.firstIndex(of: JSONDocumentRows.keyColumn)
        memory = .allocate(byteCount: max(1, bytes.count), alignment: 8)
        memory.copyBytes(from: bytes)
        count = bytes.count
    }

    private let count: Int

    deinit { memory.deallocate() }

    func next(_ row: inout TableRow) throws(ImportError) -> RowReading {
        switch begin() {
        case .end: return .end
        case .broken: return broken(state == .beginning ? "an object or a list was expected" : "“,” or the end was expected")
        case .over: return finish()
        case .member: break
        }
        var key: UnsafeRawBufferPointer?
        if isObject {
            guard let name = string() else { return broken("a key was expected") }
            key = name
            guard take(UInt8(ascii: ":")) else { return broken("“:” was expected behind a key") }
        }
        skipBlanks()
        let (from, number) = (position, line)
        guard skipValue() else { return broken("the value does not end") }
        return read(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[from..<position]), key, number, &row)
    }

    private func read(_ bytes: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer?, _ number: Int, _ row: inout TableRow) -> RowReading {
        row.clear()
        row.line = number
        do {
            try scanner.scan(bytes, into: &row)
        } catch {
            return .problem(
                RowProblem(.malformed, file: file, line: number, reason: "\(error.reason), at byte \(error.offset + 1) of this value"))
        }
        if let keySlot, let key, row.cells[keySlot].kind == .absent {
            guard !key.contains(UInt8(ascii: "\\")) else {
                return .problem(RowProblem(.malformed, file: file, line: number, field: "$key", reason: "the key holds an escape"))
            }
            row.cells[keySlot] = Cell(kind: .value, bytes: key)
        }
        return .row
    }

    // MARK: Cutting

    private enum Step { case member, over, end, broken }

    /// What stands at the border between two members.
    private func begin() -> Step {
        switch state {
        case .end: return .end
        case .beginning:
            // A mark of UTF-8 before the first byte.
            if count >= 3, memory[0] == 0xEF, memory[1] == 0xBB, memory[2] == 0xBF { position = 3 }
            if take(UInt8(ascii: "{")) { isObject = true } else if !take(UInt8(ascii: "[")) { return .broken }
            state = .first
            return take(closing) ? .over : .member
        case .first, .next:
            if take(closing) { return .over }
            return state == .first || take(UInt8(ascii: ",")) ? .member : .broken
        }
    }

    private var closing: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }

    private func finish() -> RowReading {
        skipBlanks()
        guard position == count else { return broken("the value ends, and the file goes on") }
        state = .end
        return .end
    }

    /// The rest of the file means nothing any more.
    private func broken(_ reason: String) -> RowReading {
        let isCut = position >= count
        state = .end
        return .problem(
            RowProblem(
                isCut ? .truncated : .malformed, file: file, line: line,
                reason: isCut ? "the file ends inside the value" : "\(reason), at byte \(position + 1)"))
    }

    private func skipBlanks() {
        while position < count, memory[position] <= 0x20 {
            if memory[position] == 0x0A { line += 1 }
            position += 1
        }
    }

    private func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < count, memory[position] == byte else { return false }
        position += 1
        return true
    }

    /// The inside of a string, as it is written.
    private func string() -> UnsafeRawBufferPointer? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while position < count {
            switch memory[position] {
            case UInt8(ascii: "\""):
                position += 1
                return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[start..<position - 1])
            case UInt8(ascii: "\\"): position = min(count, position + 2)
            case 0x0A:
                line += 1
                position += 1
            default: position += 1
            }
        }
        return nil
    }

    /// Walks over one value without a look at what is in it; depth costs nothing.
    private func skipValue() -> Bool {
        state = .next
        var depth = 0
        while position < count {
            switch memory[position] {
            case UInt8(ascii: "\""): if string() == nil { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                position += 1
                if depth == 0 { return true }
            case UInt8(ascii: ",") where depth == 0: return true
            case 0x0A:
                line += 1
                position += 1
            default: position += 1
            }
        }
        return false
    }
}

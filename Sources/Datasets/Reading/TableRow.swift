/// One value of a row, as bytes that hold until the next row is read.
struct Cell {
    enum Kind: UInt8 {
        /// The column, or path, is not there, or null.
        case absent
        /// A field of a delimited file, a string, number or truth value of JSON.
        case value
        /// A JSON object where a value was expected.
        case object
    }
    var kind: Kind
    var bytes: UnsafeRawBufferPointer
    /// Number of the JSON object that held it: values of one object of a list have the same.
    var owner = 0

    static var absent: Cell { Cell(kind: .absent, bytes: UnsafeRawBufferPointer(start: nil, count: 0)) }
}

/// The cells of a row that somebody asked for, by slot.
struct TableRow {
    var line = 0
    /// The first value of each slot.
    var cells: [Cell]
    /// Values behind the first, where JSON has a list.
    var more: [(slot: Int, cell: Cell)] = []
    /// Values under keys that no path names, where a path ends in `*`.
    var named: [(slot: Int, key: UnsafeRawBufferPointer, cell: Cell)] = []

    /// All values of a slot, in the order of the file.
    func values(of slot: Int) -> [Cell] {
        guard cells[slot].kind != .absent else { return [] }
        return [cells[slot]] + more.lazy.filter { $0.slot == slot }.map(\.cell)
    }

    init(slots: Int) { cells = Array(repeating: .absent, count: slots) }

    mutating func clear() {
        for slot in cells.indices { cells[slot] = .absent }
        more.removeAll(keepingCapacity: true)
        named.removeAll(keepingCapacity: true)
    }
}

/// What a reader of rows found next.
enum RowReading {
    case row
    case problem(RowProblem)
    case end
}

/// Rows of a file, one after the other, each spread over the slots of a `TableRow`.
protocol RowReader {
    mutating func next(_ row: inout TableRow) throws(ImportError) -> RowReading
}

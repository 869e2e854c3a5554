import Datasets

/// What the cells of a column look like.
struct ColumnProfile {
    var name: String
    var rows: Int
    var filled = 0
    var distinct = 0
    var integers = 0
    var numbers = 0
    var smallest = Double.infinity
    var largest = -Double.infinity
    var meanLength = 0.0
    var meanBlanks = 0.0
    /// Cells equal to the cell above, of those filled.
    var runs = 0
    /// Cells not smaller than the one above, of numbers.
    var rises = 0
    var time: TimeShape?
    /// Cells that mean "not known", such as NA.
    var missing: [String] = []
    /// The most frequent, at most 40, with counts.
    var top: [(value: String, count: Int)] = []
    /// A character that separates several values in a cell, and the share of cells with it.
    var separator: (character: String, share: Double)?
    var links = 0
    var names: [NamedRole]
    /// Hashes of up to 20,000 distinct values, for joins.
    var values: Set<UInt64> = []

    private static let unknowns: Set<String> = [
        "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "none", "\\N", "-", "unknown", "(no genres listed)",
    ]

    init(_ column: TableSample.Column) {
        name = column.name
        rows = column.cells.count
        names = ColumnRole.allByName(column.name)
        var counts: [String: Int] = [:]
        var previous: String?
        var previousNumber = -Double.infinity
        for cell in column.cells {
            guard !cell.isEmpty, !ColumnProfile.unknowns.contains(cell) else {
                if !cell.isEmpty, !missing.contains(cell), missing.count < 4 { missing.append(cell) }
                previous = nil
                continue
            }
            filled += 1
            counts[cell, default: 0] += 1
            meanLength += Double(cell.utf8.count)
            meanBlanks += Double(cell.utf8.count { $0 == 32 })
            if cell == previous { runs += 1 }
            previous = cell
            if cell.hasPrefix("http") { links += 1 }
            guard let number = Double(cell), number.isFinite else { continue }
            numbers += 1
            if number == number.rounded() { integers += 1 }
            if number >= previousNumber { rises += 1 }
            previousNumber = number
            smallest = min(smallest, number)
            largest = max(largest, number)
        }
        distinct = counts.count
        meanLength /= Double(max(filled, 1))
        meanBlanks /= Double(max(filled, 1))
        top = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40).map { ($0.key, $0.value) }
        time = TimeShape(column.cells.lazy.filter { !$0.isEmpty && !ColumnProfile.unknowns.contains($0) })
        separator = ColumnProfile.separator(column.cells)
        for (value, _) in counts.prefix(20_000) { values.insert(ColumnProfile.key(value)) }
    }

    /// Ids are compared without a trailing ".0", which tables of floats add.
    private static func key(_ value: String) -> UInt64 {
        StableHash.of(value.hasSuffix(".0") ? String(value.dropLast(2)) : value, seed: 5)
    }

    private static func separator(_ cells: [String]) -> (String, Double)? {
        let filled = cells.prefix(5000).filter { !$0.isEmpty }
        guard !filled.isEmpty else { return nil }
        for character in ["|", ";", ", "] {
            let share = Double(filled.count { $0.contains(character) }) / Double(filled.count)
            if share >= 0.2 { return (character == ", " ? "," : character, share) }
        }
        return nil
    }

    // MARK: Judgements

    /// Cells that hold several ids, separated by blanks.
    var isIDList: Bool {
        !isNumeric && meanBlanks >= 1 && strength(.item) >= 0.4 && top.allSatisfy { $0.value.utf8.allSatisfy { $0 == 32 || $0 &- 48 < 10 } }
    }

    var share: Double { Double(filled) / Double(max(rows, 1)) }
    var isNumeric: Bool { filled > 0 && numbers * 100 >= filled * 98 }
    var isInteger: Bool { filled > 0 && integers * 100 >= filled * 98 }
    var uniqueness: Double { Double(distinct) / Double(max(filled, 1)) }
    var isUnique: Bool { filled > 10 && uniqueness >= 0.999 }
    var isConstant: Bool { distinct <= 1 }
    func strength(_ role: ColumnRole) -> Double { names.first { $0.role == role }?.strength ?? 0 }

    /// Whether its cells could be ids that come again: users or items of events.
    var couldBeKey: Bool {
        guard filled * 10 >= rows * 8, distinct >= 2, links * 2 < filled, meanLength <= 80 else { return false }
        if isNumeric { return isInteger && smallest >= 0 && time?.isCertain != true }
        return meanBlanks <= 8 && time == nil
    }

    /// As evidence: "943 different values, 1 to 943".
    var description: String {
        var parts = ["\(Figures.grouped(distinct)) different in \(Figures.grouped(filled)) rows"]
        if isNumeric, filled > 0 { parts.append("\(ColumnProfile.short(smallest)) to \(ColumnProfile.short(largest))") }
        if let time { parts.append(time.sentence) }
        if share < 0.995 { parts.append("\(Figures.percent(1 - share)) empty") }
        return parts.joined(separator: ", ")
    }

    static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

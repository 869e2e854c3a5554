#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One file to be read as one table of a mapping.
struct MappedFile {
    var table: MappedTable
    var source: ImportSource
}

/// Finds the files that the tables of a mapping mean, descriptions before events.
struct MappedFiles {
    let mapping: Mapping
    let path: String

    /// - Throws: `ImportError` when a file is missing, or when no table takes the file.
    func resolve() throws(ImportError) -> [MappedFile] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ImportError.cannotOpen(path, errorNumber: errno) }
        let pairs = status.st_mode & S_IFMT == S_IFDIR ? try inFolder() : try singleFile()
        var seen: [String: Int] = [:]
        let files = pairs.map { table, file in
            var source = ImportSource(path: file)
            seen[file, default: 0] += 1
            // Read once more as something else, a file is a source of its own: positions in it are counted separately.
            if seen[file]! > 1 { source.name += " (\(table.holds.rawValue) \(seen[file]!))" }
            return MappedFile(table: table, source: source)
        }
        let order: [MappedTable.Holds] = [.items, .users, .events]
        return order.flatMap { holds in files.filter { $0.table.holds == holds } }
    }

    private func singleFile() throws(ImportError) -> [(MappedTable, String)] {
        let name = ImportSource(path: path).name
        let fitting = mapping.tables.filter { table in table.file.map { MappedFiles.matches(name, $0) } ?? true }
        guard fitting.isEmpty else { return fitting.map { ($0, path) } }
        let names = mapping.tables.compactMap(\.file).joined(separator: ", ")
        throw ImportError(
            .wrongFolder, file: path, reason: "no table of the mapping takes this file; they take \(names)",
            advice: "Name the folder that holds them, or change \"file\" in the mapping")
    }

    private func inFolder() throws(ImportError) -> [(MappedTable, String)] {
        let expected = mapping.tables.compactMap(\.file)
        let listing = try FolderListing(path, format: .mapping, expected: expected)
        var pairs: [(MappedTable, String)] = []
        for table in mapping.tables {
            guard let pattern = table.file else {
                throw ImportError(
                    .wrongFolder, file: path,
                    reason: "this is a folder, and the table of \(table.holds.rawValue) does not say which file it is",
                    advice: "Name the file itself, or give the table a \"file\"")
            }
            let found = MappedFiles.files(of: listing, matching: pattern)
            if found.isEmpty, !table.isOptional { _ = try listing.require(pattern, format: .mapping, expected: expected) }
            for file in found { pairs.append((table, file)) }
        }
        guard !pairs.isEmpty else {
            throw ImportError(
                .wrongFolder, file: path, reason: "none of the files \(expected.joined(separator: ", ")) is there", advice: "Check the path"
            )
        }
        return pairs
    }

    /// In byte order; where a file is there both plain and packed, plain.
    private static func files(of listing: FolderListing, matching pattern: String) -> [String] {
        var names: [String] = []
        for name in listing.names.map(ImportSource.plainName) where matches(name, pattern) && !names.contains(name) { names.append(name) }
        return names.compactMap { listing.find($0) }
    }

    /// Whether `*`, for any characters, makes the pattern equal to the name.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (Array(name.utf8), Array(ImportSource.plainName(pattern).utf8))
        var (place, mark, star, resumed) = (0, 0, -1, 0)
        while place < name.count {
            if mark < pattern.count, pattern[mark] == UInt8(ascii: "*") {
                (star, resumed) = (mark, place)
                mark += 1
            } else if mark < pattern.count, pattern[mark] == name[place] {
                place += 1
                mark += 1
            } else if star >= 0 {
                resumed += 1
                (place, mark) = (resumed, star + 1)
            } else {
                return false
            }
        }
        while mark < pattern.count, pattern[mark] == UInt8(ascii: "*") { mark += 1 }
        return mark == pattern.count
    }
}

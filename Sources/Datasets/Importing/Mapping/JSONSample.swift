#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The paths that the first rows of a jsonl file have, to find misspelt ones before anything is imported.
struct JSONSample {
    static let maximumRows = 100
    static let maximumRowLength = 1 << 16
    private(set) var paths: Set<String> = []

    /// - Throws: `ImportError` when the file cannot be read.
    init(_ path: String) throws(ImportError) {
        let lines = try LineReader(path: path, maximumLineLength: JSONSample.maximumRowLength)
        for _ in 0..<JSONSample.maximumRows {
            switch try lines.next() {
            case .end: return
            case .tooLong: continue
            case .line(let line):
                if let shape = try? JSONDecoder().decode(JSONShape.self, from: Data(line.bytes)) { paths.formUnion(shape.paths) }
            }
        }
    }

    /// - Parameter wanted: the paths of a mapping; one that no row of the sample has may come later, unless it is needed or very like one that
    ///   is there.
    /// - Throws: `ImportError` with code `missingColumn`, naming what is there and what comes nearest.
    func check(_ wanted: [String], needed: Set<String>, file: String) throws(ImportError) {
        guard !paths.isEmpty else { return }
        for path in wanted where !paths.contains(path) && !path.hasSuffix("*") {
            // A short word is one change away from too many others.
            let limit = needed.contains(path) ? nil : path.utf8.count < 4 ? 0 : 1
            let nearest = Spelling.nearest(to: path, among: paths.subtracting(wanted).sorted(), changes: limit)
            guard needed.contains(path) || nearest != nil else { continue }
            var there = paths.sorted().prefix(40).joined(separator: ", ")
            if paths.count > 40 { there += ", and \(paths.count - 40) more" }
            throw ImportError(
                .missingColumn, file: file, line: 1, field: path, reason: "the first rows have no “\(path)”; they have \(there)",
                advice: nearest.map { "Perhaps “\($0)” is meant: change the mapping" }
                    ?? "Change the mapping, or check that it is the right file")
        }
    }
}

/// The dotted paths inside a JSON value.
private struct JSONShape: Decodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    var paths: Set<String> = []

    init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count < 16 else { return }
        if let object = try? decoder.container(keyedBy: Key.self) {
            for key in object.allKeys {
                paths.insert(key.stringValue)
                for inner in (try? object.decode(JSONShape.self, forKey: key))?.paths ?? [] { paths.insert(key.stringValue + "." + inner) }
            }
        } else if var list = try? decoder.unkeyedContainer() {
            for _ in 0..<20 where !list.isAtEnd {
                guard let element = try? list.decode(JSONShape.self) else { return }
                paths.formUnion(element.paths)
            }
        }
    }
}

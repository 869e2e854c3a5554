import Foundation

extension WordPieceVocabulary {
    /// From `vocab.txt`, one piece a line, or else from `tokenizer.json`.
    ///
    /// - Throws: `TextEncoderError` naming the file.
    init(_ folder: EncoderFolder) throws {
        let special = try Self.special(folder)
        if folder.exists("vocab.txt") {
            let data = try folder.read("vocab.txt")
            guard let text = String(data: data, encoding: .utf8) else {
                throw TextEncoderError.damaged(file: "vocab.txt", reason: "it is not UTF-8")
            }
            var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
            }
            if lines.last?.isEmpty == true { lines.removeLast() }
            try self.init(lines, special: special, file: "vocab.txt")
        } else {
            try self.init(Self.pieces(try folder.requiredSettings("tokenizer.json")), special: special, file: "tokenizer.json")
        }
    }

    /// The table of `tokenizer.json` in the order of its numbers, which must be 0, 1, 2 ….
    private static func pieces(_ settings: EncoderSettings) throws -> [String] {
        guard let model = settings.values["model"] as? [String: Any], let table = model["vocab"] as? [String: Int] else {
            throw TextEncoderError.damaged(file: settings.file, reason: "model.vocab is missing")
        }
        if let type = model["type"] as? String, type != "WordPiece" {
            throw TextEncoderError.unsupported(file: settings.file, setting: "model.type", value: type, supported: "WordPiece")
        }
        var pieces = [String?](repeating: nil, count: table.count)
        for (piece, id) in table {
            guard pieces.indices.contains(id), pieces[id] == nil else {
                throw TextEncoderError.damaged(file: settings.file, reason: "number \(id) of \(table.count) pieces is impossible or taken")
            }
            pieces[id] = piece
        }
        return pieces.compactMap { $0 }
    }

    private static func special(_ folder: EncoderFolder) throws -> SpecialPieces {
        var special = SpecialPieces()
        guard let settings = try folder.settings("special_tokens_map.json") else { return special }
        if let unknown = settings.text("unk_token") { special.unknown = unknown }
        if let start = settings.text("cls_token") { special.start = start }
        if let end = settings.text("sep_token") { special.end = end }
        special.others = ["pad_token", "mask_token"].compactMap { settings.text($0) }
        return special
    }
}

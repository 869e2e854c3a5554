import Datasets
import Language
import Recommenders

extension TasteService {
    /// A sentence encoder for `ServiceOptions.searchEncoder`.
    ///
    /// - Parameter folder: as `make text-encoder` installs one.
    /// - Throws: `TextEncoderError`, naming the file and what is wrong with it.
    public static func searchEncoder(folder: String) throws -> any TextEncoder { try SentenceEncoder(folder: folder) }

    /// Whether titles are there whose texts search does not know by meaning, or knows by a lesser encoder than it could.
    public var searchIsBehind: Bool {
        guard let snapshot = try? host.current(), snapshot.titles.count > 0 else { return false }
        guard let vectors = listCaches.search.vectors(listCaches.rules.columns(snapshot.titles).names) else { return true }
        return options.searchEncoder.map { $0.identity != vectors.encoder.identity } ?? false
    }

    /// Reads the texts of all titles with the encoder of the options; searches go on without meanwhile.
    ///
    /// What was read is kept in the workspace, so that a start or a new title costs only what is new.
    /// - Parameters:
    ///   - workers: threads.
    ///   - mayGoOn: asked between a few hundred texts; where it says no, what was read is kept for the next time.
    /// - Returns: whether all of them are read.
    /// - Throws: `ServingError.notReady`, `WorkspaceError` where the file cannot be written.
    /// - Complexity: one encoding of each text that was never read.
    @discardableResult public func readTexts(workers: Int = 1, while mayGoOn: () -> Bool = { true }) throws -> Bool {
        let names = listCaches.rules.columns(try host.current().titles).names
        guard let encoder = options.searchEncoder else {
            listCaches.search.prepareVectors(names, workers: workers)
            return true
        }
        let file = workspace.folder + "/" + TasteService.readTextsName
        var read = listCaches.search.takeReadTexts() ?? ReadTexts(encoder, file: file)
        defer { listCaches.search.keep(read) }
        let texts = MeaningVectors.texts(names.catalog)
        let known = read.count
        let isComplete = TasteService.read(texts, encoder, workers, &read, while: mayGoOn)
        if read.count > known { try read.write(to: file) }
        guard isComplete else { return false }
        listCaches.search.keep(MeaningVectors(encoder, texts.flatMap { read[$0] ?? [] }, count: texts.count), names)
        return true
    }

    private static let readTextsName = "search-texts.vectors"
    private static let textsAtOnce = 256

    private static func read(
        _ texts: [String], _ encoder: any TextEncoder, _ workers: Int, _ read: inout ReadTexts, while mayGoOn: () -> Bool
    ) -> Bool {
        let new = texts.filter { read[$0] == nil }
        for start in stride(from: 0, to: new.count, by: textsAtOnce) {
            guard mayGoOn() else { return false }
            let part = Array(new[start..<min(new.count, start + textsAtOnce)])
            read.add(part, encoder.encode(part, workers: workers))
        }
        return true
    }
}

import Datasets
import Foundation

/// The model as a document: sums of trials over themes and titles, nobody's name and no single trial.
extension CreativeStatistics {
    private struct Document: Codable {
        var format: String
        var themes: [Theme]
        var gram: [Double]
        var moment: [Double]
        var titles: [String: TitleStatistics]
        var trials: Double
        var rewards: Double
    }

    private static let format = "creative-statistics/1"
    /// 64 MB: thousands of titles fit many times.
    public static let largestDocument = 64 << 20

    /// As JSON with sorted keys: equal sums give equal bytes.
    public func document() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(
            Document(
                format: CreativeStatistics.format, themes: layout.themes, gram: gram, moment: moment,
                titles: Dictionary(uniqueKeysWithValues: titles.map { ($0.key.rawValue, $0.value) }), trials: trials, rewards: rewards))
    }

    /// - Throws: `ArtworkError.brokenModel` for anything that `document()` could not have written.
    public init(document: Data) throws(ArtworkError) {
        guard document.count <= CreativeStatistics.largestDocument else { throw .brokenModel(reason: "it has \(document.count) bytes") }
        let stored: Document
        do { stored = try JSONDecoder().decode(Document.self, from: document) } catch { throw .brokenModel(reason: "it is not our JSON") }
        guard stored.format == CreativeStatistics.format else { throw .brokenModel(reason: "its format is another one") }
        let layout = FeatureLayout(themes: stored.themes)
        let width = layout.columnCount
        guard layout.themes == stored.themes, stored.gram.count == width * width, stored.moment.count == width,
            (stored.gram + stored.moment + [stored.trials, stored.rewards]).allSatisfy(\.isFinite), stored.trials >= 0,
            (0...max(stored.trials, 0)).contains(stored.rewards), stored.titles.values.allSatisfy({ $0.isSound(columnCount: width) })
        else { throw .brokenModel(reason: "its shapes or numbers do not fit together") }
        self.layout = layout
        gram = stored.gram
        moment = stored.moment
        titles = Dictionary(uniqueKeysWithValues: stored.titles.map { (ItemID($0.key), $0.value) })
        trials = stored.trials
        rewards = stored.rewards
    }
}

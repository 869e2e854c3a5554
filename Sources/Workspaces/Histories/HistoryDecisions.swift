import Datasets
import Foundation

/// What a person decided about titles that the catalogue does not know, or knows more than one of: a file to be edited.
///
/// `{"Hamlet (1996)": "1411", "Our Wedding": null, "Solaris": "? 2105 = Solaris (1972) | 5903 = Solaris (2002)"}`: the id of an item,
/// null for a title that is none of the catalogue, and, where nothing is decided yet, a question with the candidates.
public struct HistoryDecisions: Sendable, Equatable {
    public enum Decision: Sendable, Equatable {
        case item(ItemID)
        case none
        /// Not decided; the text of the question.
        case open(String)
    }
    public private(set) var decisions: [String: Decision]

    public init(_ decisions: [String: Decision] = [:]) { self.decisions = decisions }

    public subscript(title: String) -> Decision? {
        get { decisions[title] }
        set { decisions[title] = newValue }
    }

    /// Reads a file; one that does not exist decides nothing.
    ///
    /// - Throws: `WorkspaceError.configuration` naming the title whose value cannot be used.
    public static func read(_ path: String) throws -> HistoryDecisions {
        guard FileSystemCall.exists(path) else { return HistoryDecisions() }
        let values: [String: String?]
        do { values = try JSONDecoder().decode([String: String?].self, from: DurableFile.read(path)) } catch let error as DecodingError {
            throw WorkspaceError(
                .configuration, "\(path) is not a JSON object of titles with ids or null\(place(error))",
                advice: "Correct the file, or remove it and start over")
        }
        return HistoryDecisions(values.mapValues { value in value.map { $0.hasPrefix("?") ? .open($0) : .item(ItemID($0)) } ?? .none })
    }

    private static func place(_ error: DecodingError) -> String {
        guard case .typeMismatch(_, let context) = error, let title = context.codingPath.last?.stringValue else { return "" }
        return ": the value of “\(title)” is neither"
    }

    public func write(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let values = decisions.mapValues { decision -> String? in
            switch decision {
            case .item(let id): id.rawValue
            case .none: nil
            case .open(let question): question
            }
        }
        try DurableFile.write(encoder.encode(values) + Data("\n".utf8), to: path)
    }
}

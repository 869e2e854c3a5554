import Datasets
import FoundationEssentials

/// What a workspace remembers between commands; the file `configuration.json`.
public struct WorkspaceConfiguration: Sendable, Codable, Equatable {
    /// Version of this file.
    public var format: Int
    /// Printed beside every figure; taken from the first import.
    public var datasetName: String
    /// What models may know of the time. Events are stored as exactly as they came, so that their order is never lost.
    public var timeResolution: TimeResolution
    /// Bytes of the disk that imports and trainings leave free; nil for `DiskReserve.defaultBytes`, or a twentieth of a small disk.
    public var reservedBytes: Int?

    public static let currentFormat = 1
    static let fileName = "configuration.json"

    public init(datasetName: String = "", timeResolution: TimeResolution = .exact) {
        format = WorkspaceConfiguration.currentFormat
        self.datasetName = datasetName
        self.timeResolution = timeResolution
    }

    static func read(_ path: String) throws -> WorkspaceConfiguration {
        let configuration: WorkspaceConfiguration
        do {
            configuration = try JSONDecoder().decode(WorkspaceConfiguration.self, from: DurableFile.read(path))
        } catch let error as DecodingError {
            throw WorkspaceError(
                .configuration, "\(path) cannot be read: \(summary(error))", advice: "Correct the file, or restore it from a copy")
        }
        guard configuration.format <= currentFormat else {
            throw WorkspaceError(
                .newerFormat, "\(path) has format \(configuration.format), this program reads up to \(currentFormat)",
                advice: "Update the program")
        }
        return configuration
    }

    func write(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try DurableFile.write(encoder.encode(self) + Data("\n".utf8), to: path)
    }

    private static func summary(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the field “\(key.stringValue)” is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not a JSON object"
                : "the field “\(context.codingPath.map(\.stringValue).joined(separator: "."))” has an impossible value"
        @unknown default: "it is not what was expected"
        }
    }
}

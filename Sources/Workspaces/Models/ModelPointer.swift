import FoundationEssentials

/// Which model serves, and which served before it; one small file, replaced by rename.
struct ModelPointer: Codable, Equatable {
    var current: String
    /// Latest first, without repetition and without `current`.
    var previous: [String]

    static let fileName = "current"

    mutating func promote(_ name: String) {
        guard name != current else { return }
        previous = [current] + previous.filter { $0 != name && $0 != current }
        current = name
    }

    static func read(in folder: String) throws -> ModelPointer? {
        let path = folder + "/" + fileName
        guard FileSystemCall.exists(path) else { return nil }
        do {
            return try JSONDecoder().decode(ModelPointer.self, from: DurableFile.read(path))
        } catch let error as DecodingError {
            throw RegistryError(
                .noneServes, "\(path) cannot be read: \(error)",
                advice: "Name the model that shall serve with `tastemaker models promote NAME`")
        }
    }

    func write(in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try DurableFile.write(encoder.encode(self) + Data("\n".utf8), to: folder + "/" + ModelPointer.fileName)
    }
}

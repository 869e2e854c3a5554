import Foundation

/// A dialogue of `Tests/Golden/Conversations`, as its README says.
package struct Dialogue: Decodable, Sendable {
    package var id: String
    package var part: String
    package var shape: String
    package var language: String
    package var turns: [Turn]

    package struct Turn: Decodable, Sendable {
        package var say: String
        package var expect: Expectation
    }

    package struct Expectation: Decodable, Sendable {
        var cards: Int?
        var genres: [String]?
        var notGenres: [String]?
        var years: [Int]?
        var person: String?
        var notPerson: String?
        var maxMinutes: Int?
        var maxAge: Int?
        var fresh: Bool?
        var first: String?
        var without: [String]?
        var told: [String]?
        var toldIDs: [String: [String]]?
        var noTold: Bool?
        var keys: [String]?
        var notKeys: [String]?
        var direction: String?
        var likeShown: String?
        var likeID: String?
        var act: [String]?
        var textHas: [String]?
        var textHasNot: [String]?
    }

    package static func all(_ file: URL) throws -> [Dialogue] {
        let decoder = JSONDecoder()
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try decoder.decode(Dialogue.self, from: Data($0.utf8))
        }
    }
}

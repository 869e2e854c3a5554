import Datasets
import Testing

/// Files of random bytes, and good files with random damage: every outcome is allowed but a trap, a hang and an
/// error that is not an `ImportError`.
@Suite struct HostileInputTests {
    let folder = TestFolder()

    private let ratings = Array((1...40).map { "\($0 % 5 + 1)::\($0)::\($0 % 5 + 1)::\(978_300_000 + $0)\n" }.joined().utf8)
    private let movies = Array((1...40).map { "\($0)::Film, The (19\($0 + 50))::Drama|Comedy\n" }.joined().utf8)
    private let extras = Array((1...40).map { "\($0)::A::19\($0 + 50)::R::d::X, Y::D::W (x)::C, D::Plot \($0)::u\r\n" }.joined().utf8)
    private let csv = Array(
        ("userId,movieId,rating,timestamp\n"
            + (1...40).map { "\($0 % 5),\($0),\($0 % 5 + 1).0,\(978_300_000 + $0)\n" }.joined()).utf8)
    private let films = Array(("movieId,title,genres\n" + (1...40).map { "\($0),\"A \"\"B\"\", C (1990)\",Drama\n" }.joined()).utf8)
    private let sequences = Array((1...40).map { "u\($0) \($0) \($0 + 1) \($0 + 2)\n" }.joined().utf8)
    private let attributes = Array(#"{"1": [1, 2], "2": ["a", "b"], "3": []}"#.utf8)

    private func damage(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let special: [UInt8] = [0, 10, 13, 34, 44, 58, 124, 0x1F, 0x8B, 0xFF, 0xC3, 0x80, 45, 46, 57]
        for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = special.randomElement(using: &generator)!
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
            case 3: bytes.insert(contentsOf: bytes[..<min(place, 30)], at: place)
            default: bytes.insert(special.randomElement(using: &generator)!, at: place)
            }
        }
        return Bool.random(using: &generator) ? bytes : gzip(bytes)
    }

    private func attempt(_ importer: any Importer, _ what: String) {
        do {
            let (dataset, problems) = try Dataset.read(importer, name: "hostile")
            #expect(dataset.users.allSatisfy { !$0.interactions.isEmpty } as Bool, "\(what)")
            #expect(problems.allSatisfy { $0.line > 0 && !$0.reason.isEmpty } as Bool, "\(what)")
        } catch {
            #expect(error is ImportError, "\(what): \(error)")
        }
    }

    @Test func damagedFilesNeverTrap() {
        var generator = SeededGenerator(seed: 1234)
        for round in 0..<150 {
            folder.write("ratings.dat", damage(ratings, &generator))
            folder.write("movies.dat", damage(movies, &generator))
            folder.write("users.dat", damage(Array("1::F::1::10::48067\n".utf8), &generator))
            folder.write("movies_extrainfos.dat", damage(extras, &generator))
            attempt(MovieLens1MImporter(folder: folder.path), "movielens-1m, round \(round)")
            folder.write("ratings.csv", damage(csv, &generator))
            folder.write("movies.csv", damage(films, &generator))
            attempt(MovieLensCSVImporter(folder: folder.path), "movielens-csv, round \(round)")
            let file = folder.write("s.txt", damage(sequences, &generator))
            let json = folder.write("a.json", damage(attributes, &generator))
            attempt(SequencesImporter(file: file), "sequences, round \(round)")
            attempt(ImportFormat.sequences.importer(path: file, attributes: [json]), "attributes, round \(round)")
        }
    }

    @Test func randomBytesNeverTrap() {
        var generator = SeededGenerator(seed: 99)
        for round in 0..<50 {
            let bytes = (0..<Int.random(in: 0...3000, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for name in ["ratings.dat", "movies.dat", "ratings.csv", "movies.csv"] { folder.write(name, bytes) }
            attempt(MovieLens1MImporter(folder: folder.path), "movielens-1m, round \(round)")
            attempt(MovieLensCSVImporter(folder: folder.path), "movielens-csv, round \(round)")
            attempt(SequencesImporter(file: folder.path + "/ratings.csv"), "sequences, round \(round)")
            attempt(
                ImportFormat.sequences.importer(path: folder.write("s", "u 1 2\n"), attributes: [folder.path + "/movies.csv"]), "\(round)")
        }
    }
}

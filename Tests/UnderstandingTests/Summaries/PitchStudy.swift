import Datasets
import Foundation
import Testing
import Understanding

/// Pitches for the eye: `TASTEMAKER_PITCHES=100 swift test --filter PitchStudy`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_PITCHES"] != nil))
struct PitchStudy {
    @Test func pitchesAreReadByPeople() {
        let count = Int(ProcessInfo.processInfo.environment["TASTEMAKER_PITCHES"] ?? "") ?? 100
        var random = SeededGenerator(seed: 2026)
        var texts: [String] = []
        for _ in 0..<count {
            let (subject, item, _) = PitchWorld.subject(&random)
            let text = PitchGrammar().pitch(subject)
            texts.append(text)
            print("\(subject.language.rawValue) \(subject.length.rawValue)\t\(item.title)\t\(text)")
        }
        #expect(Set(texts).count > count * 9 / 10)
    }

    /// Length, repetition and cost over two thousand pitches of the catalogue.
    @Test func lengthsRepetitionAndCost() {
        var random = SeededGenerator(seed: 21)
        let subjects = (0..<2000).map { _ in PitchWorld.subject(&random).subject }
        let start = ContinuousClock.now
        let pitches = subjects.map { PitchWriter().builtIn($0) }
        let microseconds = (ContinuousClock.now - start) / .microseconds(1) / Double(pitches.count)
        for language in PitchLanguage.allCases {
            for length in PitchLength.allCases {
                let chosen = zip(subjects, pitches).filter { $0.0.length == length && $0.0.language == language }
                let lengths = chosen.map { language.length(of: $0.1.text) }
                let mean = Double(lengths.reduce(0, +)) / Double(max(1, chosen.count))
                let distinct = Set(chosen.map(\.1.text)).count
                print(
                    "\(language.rawValue) \(length.rawValue): \(chosen.count) pitches, mean length \(mean), longest \(lengths.max() ?? 0), \(distinct) distinct"
                )
            }
        }
        // The same title for people with other reasons.
        let changed = subjects.prefix(500).map { subject in
            var subject = subject
            subject.reasons = [PitchReason(.becauseOf, causes: [.init("The Long Way")], shared: [])]
            return subject
        }
        let others = zip(pitches, changed).count { $0.text != PitchGrammar().pitch($1) }
        let claims = pitches.reduce(0) { $0 + $1.claims.count }
        print("other reasons, other words: \(others) of 500; \(claims) claims checked; \(microseconds) µs a pitch with its check")
        #expect(others == 500)
    }
}

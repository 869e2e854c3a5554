import Datasets
import Foundation
import Testing

/// `docs/first-steps.md` as a stranger would follow it: its commands are read from the page and run as they stand.
@Suite struct FirstStepsTests {
    /// The commands of the page, and what it says they print.
    private struct Step {
        var words: [String]
        var expected: [String]
    }

    private static let page: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appendingPathComponent("docs/first-steps.md"), encoding: .utf8)) ?? ""
    }()

    /// Lines behind "$ " in console blocks; lines of three dots stand for anything.
    private static func steps() -> [Step] {
        var steps: [Step] = []
        var isConsole = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ tastemaker ") {
                steps.append(Step(words: line.dropFirst(13).split(separator: " ").map(String.init), expected: []))
            } else if isConsole, !line.hasPrefix("$"), !steps.isEmpty, !line.trimmingCharacters(in: .whitespaces).isEmpty, line != "…" {
                steps[steps.count - 1].expected.append(line)
            }
        }
        return steps
    }

    /// Words without digits are compared, since figures differ between machines.
    private static func wordsOnly(_ line: String) -> [String] {
        line.split { !$0.isLetter }.map(String.init).filter { $0.count > 2 }
    }

    @Test func thePageLeadsFromAnUnknownFileToAList() throws {
        let steps = FirstStepsTests.steps()
        let required = ["autoconfigure", "import", "train", "recommend"]
        #expect(required.allSatisfy { name in steps.contains { $0.words[0] == name } })
        try withTemporaryFolder { folder in
            try RadioLog.write(to: folder + "/radio.csv")
            for step in steps {
                let outcome = try CommandLineProgram.run(step.words.map { $0.replacing("./", in: folder) })
                #expect(outcome.status == 0, "\(step.words.joined(separator: " ")): \(outcome.errors)")
                let printed = outcome.output + outcome.errors
                for line in step.expected {
                    let missing = FirstStepsTests.wordsOnly(line).filter { !printed.contains($0) }
                    #expect(missing.isEmpty, "\(step.words[0]) did not print \(missing) of “\(line)”")
                }
            }
        }
    }

    @Test func theHeadOfTheFileOnThePageIsTheHeadOfTheFile() {
        for line in RadioLog.lines().prefix(3) { #expect(FirstStepsTests.page.contains(line)) }
    }
}

extension String {
    /// Paths of the page are relative to the folder a stranger sits in.
    fileprivate func replacing(_ prefix: String, in folder: String) -> String {
        hasPrefix(prefix) ? folder + "/" + dropFirst(prefix.count) : self
    }
}

/// What a radio station logged: people who like one style in the morning and another one in the evening.
enum RadioLog {
    private static let styles = ["Folk", "Jazz", "Techno", "Choir"]

    static func write(to path: String) throws {
        try (lines().joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    static func lines() -> [String] {
        var rows: [(time: Int64, member: Int, text: String)] = []
        var number: UInt64 = 0
        for member in 0..<240 {
            for day in 0..<14 {
                for (hour, style) in [(7, member % 4), (20, member / 4 % 4)] {
                    number += 1
                    let random = StableHash.mix(number)
                    guard random % 100 >= 35 else { continue }
                    let time = Int64((day + member % 7) * 86_400 + hour * 3600) + minuteAndSecond(random)
                    let song = style * 15 + Int((random >> 24) % 15)
                    let title = "\(styles[style]) Tune No. \(song % 15 + 1);\(styles[style]);\(20 + (random >> 32) % 280)"
                    rows.append((time, member, "m\(padded(member, 3));\(stamp(time));s\(padded(song, 2));\(title)"))
                }
            }
        }
        rows.sort { ($0.time, $0.member) < ($1.time, $1.member) }
        return ["member;played_at;song;title;style;seconds"] + rows.map(\.text)
    }

    private static func minuteAndSecond(_ random: UInt64) -> Int64 { Int64((random >> 8) % 60) * 60 + Int64((random >> 16) % 60) }

    private static func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }

    /// Days of January 2026, from the fifth.
    private static func stamp(_ seconds: Int64) -> String {
        let date = CalendarDate(Timestamp(seconds: 1_767_571_200 + seconds))
        return String(date.iso8601.prefix(19)).split(separator: "T").joined(separator: " ")
    }
}

import Datasets
import Foundation
import Serving
import Testing

@Suite struct ConditionTests {
    @Test(arguments: 0..<8) func masksEqualWhatEachTitleSays(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let titles = RandomTitles.make(&random, count: 150)
        let person = ListPeople.person(&random, titles)
        let time = Timestamp(seconds: 760_000_000)
        for _ in 0..<150 {
            let condition = RandomCondition.make(&random)
            let mask = try ParsedCondition(condition.text).compiled(for: titles).titles(for: person, at: time)
            let nobody = try ParsedCondition(condition.text).compiled(for: titles).titles(for: nil, at: time)
            let wrong = (0..<titles.count).filter { position in
                let index = ItemIndex(position)
                var one = RandomCondition.Case(
                    item: titles[index], facts: titles.facts[position], record: person.titles[index], time: time)
                let isRight = mask.contains(index) == condition.holds(one)
                one.record = nil
                return !isRight || nobody.contains(index) != condition.holds(one)
            }
            #expect(wrong.isEmpty, "seed \(seed): \(condition.text)")
        }
    }

    @Test func orBindsWeakerThanAndAndNotStrongest() throws {
        #expect(
            try ParsedCondition("seen or liked and not listed or finished").root
                == ParsedCondition("(seen or (liked and (not listed))) or finished").root.flat)
        #expect(try ParsedCondition("not seen and liked").root == .and([.not(.test(.person(.seen))), .test(.person(.liked))]))
    }

    @Test(arguments: [
        ("", 1), ("genre", 6), ("genre =", 8), ("= 3", 1), ("genre = \"a\" genre", 13), ("(seen", 6), ("seen)", 5), ("year = x", 8),
        ("year = 19 90", 11), ("year between 3", 15), ("duration < 90 days", 15), ("age < 30", 9), ("genre in ()", 11),
        ("genre in (a,)", 13),
        ("domain = movie", 8), ("and", 1), ("not", 4), ("genre = 'a", 9), ("year = 1e5", 9), ("year = 99999999999999999999", 8),
        ("year = 1.2.3", 8), ("year = -", 8), ("genre = “a”", 9), ("seen # liked", 6), ("device = tv; x", 12), ("title = ''", 9),
        ("has", 4), ("seen\u{0}", 5),
        ("text = a", 6), ("genre ! a", 7), ("`genre", 1), ("year < 5 min", 10),
    ])
    func whatCannotBeReadIsRefusedAtItsPlace(text: String, position: Int) {
        #expect { try ParsedCondition(text) } throws: { error in
            guard let error = error as? RuleError else { return false }
            return error.position == position && !error.reason.isEmpty && !error.advice.isEmpty
        }
    }

    @Test func unknownFacetsAreNamedWithThoseThatExist() throws {
        var random = SeededGenerator(seed: 1)
        let titles = RandomTitles.make(&random, count: 20)
        let parsed = try ParsedCondition("seen and colour = red")
        #expect { try parsed.compiled(for: titles) } throws: { error in
            guard let error = error as? RuleError else { return false }
            return error.position == 10 && error.advice.contains("genre")
        }
        #expect(try ParsedCondition("director = nobody").compiled(for: titles).titles(for: nil, at: Timestamp(seconds: 0)).count == 0)
    }

    @Test func whatIsTooDeepOrTooLongIsRefused() throws {
        let deep = String(repeating: "(", count: 31) + "seen" + String(repeating: ")", count: 31)
        #expect(try ParsedCondition(deep).root == .test(.person(.seen)))
        #expect(throws: RuleError.self) { try ParsedCondition("(" + deep + ")") }
        #expect(throws: RuleError.self) { try ParsedCondition(String(repeating: "not ", count: 900) + "seen") }
        #expect(throws: RuleError.self) { try ParsedCondition(String(repeating: "(", count: 4_000)) }
        #expect(throws: RuleError.self) { try ParsedCondition(String(repeating: " ", count: 5_000) + "seen") }
        let long = (0..<501).map { "\"\($0)\"" }.joined(separator: ",")
        #expect(throws: RuleError.self) { try ParsedCondition("id in (\(long))") }
        let wide = Array(repeating: "seen", count: 500).joined(separator: " or ")
        #expect(try ParsedCondition(wide).root == .or(Array(repeating: .test(.person(.seen)), count: 500)))
    }

    @Test func noTextWhateverEndsTheProcess() {
        var random = SeededGenerator(seed: 9)
        let words = [
            "genre", "=", "!=", "(", ")", "\"a\"", "'b", "and", "or", "not", "in", "between", "1990", "-3.5", "min", "days", ",", ";",
            "has", "seen",
            "contains", "duration", "age", "title", "`x`", "boost", "when", "hour", "limit", "pin", "at", "é", "🙂", "\u{0}", "\\", "<=",
            ".", "\u{202E}",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in words.randomElement(using: &random)! }.joined(
                separator: Bool.random(using: &random) ? " " : "")
            _ = try? ParsedCondition(text)
            _ = try? Rule.statements(text)
        }
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? ParsedCondition(text)
            _ = try? Rule.statements(text)
        }
    }

    @Test func backticksNameFacetsThatAreCalledLikeFields() throws {
        let items = [
            Item(id: ItemID("a"), title: "A", facets: ["age": ["silver"], "Shot On": ["Film"]]), Item(id: ItemID("b"), title: "B"),
        ]
        let titles = TitleTable(Catalog(items))
        for text in ["`age` = silver", "`Shot On` = \"film\"", "has `age`", "has age"] {
            let mask = try ParsedCondition(text).compiled(for: titles).titles(for: nil, at: Timestamp(seconds: 0))
            #expect(mask.contains(ItemIndex(0)) && mask.count == 1, "\(text)")
        }
    }
}

extension Condition {
    /// Alternatives in alternatives as one list, as a chain of `or` reads.
    fileprivate var flat: Condition {
        guard case .or(let parts) = self else { return self }
        return .or(parts.flatMap { part in if case .or(let inner) = part { inner } else { [part] } })
    }
}

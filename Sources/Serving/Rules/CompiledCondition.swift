import Datasets
import Recommenders

/// A condition in the numbers of one catalogue: what depends on titles alone is a set already.
package struct CompiledCondition: Sendable {
    indirect enum Plan: Sendable {
        case fixed(ItemMask)
        case age(NumberTest)
        case person(PersonFlag)
        case personNumber(PersonNumber, NumberTest)
        case not(Plan)
        case and(Plan, Plan)
        case or(Plan, Plan)
    }
    let plan: Plan
    let columns: TitleColumns

    /// Whether it names the same titles for everybody at any time.
    package var isFixed: Bool { if case .fixed = plan { true } else { false } }

    /// The titles that fulfil it.
    ///
    /// - Parameter person: nil where nobody asks: then nothing was seen, liked or listed.
    /// - Complexity: O(V/64) a node and O(titles met) a question about the person; O(V) a question about age.
    package func titles(for person: PersonView?, at time: Timestamp) -> ItemMask { evaluate(plan, person, time) }

    private func evaluate(_ plan: Plan, _ person: PersonView?, _ time: Timestamp) -> ItemMask {
        switch plan {
        case .fixed(let mask): mask
        case .not(let inner): evaluate(inner, person, time).complement
        case .and(let a, let b): evaluate(a, person, time).intersection(evaluate(b, person, time))
        case .or(let a, let b): evaluate(a, person, time).union(evaluate(b, person, time))
        case .age(let test): columns.titles(ofAge: test, at: time)
        case .person(let flag): met(person) { flag.holds($0) }
        case .personNumber(let number, let test): met(person) { record in number.value(record).map { test.holds(Double($0)) } ?? false }
        }
    }

    private func met(_ person: PersonView?, where holds: (TitleRecord) -> Bool) -> ItemMask {
        var mask = ItemMask(itemCount: columns.titles.count)
        guard let person else { return mask }
        for (item, record) in person.titles where holds(record) { mask.insert(item) }
        return mask
    }
}

extension PersonFlag {
    package func holds(_ record: TitleRecord) -> Bool {
        switch self {
        case .seen: true
        case .finished: record.isFinished
        case .abandoned: record.isAbandoned
        case .liked: record.isLiked
        case .disliked: record.isDisliked
        case .listed: record.isListed
        }
    }
}

extension PersonNumber {
    package func value(_ record: TitleRecord) -> Float? {
        switch self {
        case .completion: record.completion
        case .rated: record.rating
        }
    }
}

extension ItemMask {
    var complement: ItemMask {
        var all = ItemMask(itemCount: itemCount, all: true)
        all.subtract(self)
        return all
    }

    func intersection(_ other: ItemMask) -> ItemMask {
        var both = self
        both.formIntersection(other)
        return both
    }

    func union(_ other: ItemMask) -> ItemMask { complement.intersection(other.complement).complement }
}

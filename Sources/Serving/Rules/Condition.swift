import Datasets

/// What titles must fulfil, or a situation: the meaning of a condition, without its spelling.
package indirect enum Condition: Sendable, Hashable {
    case all
    case test(ConditionTest)
    case not(Condition)
    case and([Condition])
    case or([Condition])
}

/// One comparison.
package enum ConditionTest: Sendable, Hashable {
    /// Some value of the facet is one of the texts, or contains the text; case does not matter.
    case facet(FacetName, TextTest)
    case hasFacet(FacetName)
    /// The title, compared as search does: without case, accents and punctuation.
    case title(TextTest)
    /// The description contains a text; case does not matter.
    case text(contains: String)
    case id([String])
    case domain([ItemDomain])
    case number(TitleNumber, NumberTest)
    case has(TitlePart)
    case person(PersonFlag)
    case personNumber(PersonNumber, NumberTest)
    /// Only behind `when`.
    case situation(SituationField, [String])
    /// Hours of the day in UTC, 0..<24; only behind `when`.
    case hour(NumberTest)
}

package enum TextTest: Sendable, Hashable {
    case isOne(of: [String])
    case contains(String)
}

package enum NumberTest: Sendable, Hashable {
    case isOne(of: [Double])
    case less(Double), atMost(Double), more(Double), atLeast(Double)
    /// Both ends included.
    case between(Double, Double)

    package func holds(_ value: Double) -> Bool {
        switch self {
        case .isOne(let values): values.contains(value)
        case .less(let limit): value < limit
        case .atMost(let limit): value <= limit
        case .more(let limit): value > limit
        case .atLeast(let limit): value >= limit
        case .between(let low, let high): low <= value && value <= high
        }
    }
}

/// A number that is known of some titles; a title without it fulfils no comparison.
package enum TitleNumber: String, Sendable, Hashable, CaseIterable {
    case year, maturity
    /// Of a series.
    case episodes
    /// In seconds; written with a unit.
    case duration
    /// Time since release, in days; written with a unit. Negative before it.
    case age
}

package enum TitlePart: String, Sendable, Hashable, CaseIterable {
    case text, year, duration, maturity, image, released
}

/// What the asker did with a title; nobody has done anything where there is no asker.
package enum PersonFlag: String, Sendable, Hashable, CaseIterable {
    case seen, finished, abandoned, liked, disliked, listed
}

package enum PersonNumber: String, Sendable, Hashable, CaseIterable {
    /// Furthest share seen, 0…1.
    case completion
    /// The asker's own rating.
    case rated
}

package enum SituationField: String, Sendable, Hashable, CaseIterable {
    case device, surface, country, locale, mood
    /// `monday` … `sunday`, in UTC.
    case weekday
}

/// A condition as somebody wrote it.
package struct ParsedCondition: Sendable, Hashable {
    package struct Mention: Sendable, Hashable {
        package let name: FacetName
        package let offset: Int
    }
    package var root: Condition
    /// Facets that it names: whether the catalogue has them is asked later.
    package var facets: [Mention]
}

extension ParsedCondition {
    /// Reads a whole text that is one condition on titles, as the parameter `filter` has it.
    package init(_ text: String) throws(RuleError) { self = try ConditionParser.condition(text) }

    /// In the numbers of these titles, without any cache.
    package func compiled(for titles: TitleTable) throws(RuleError) -> CompiledCondition {
        try ConditionCompiler.compile(self, TitleColumns(titles, names: TitleNames(titles.catalog)))
    }
}

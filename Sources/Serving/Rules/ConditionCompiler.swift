import Datasets
import Recommenders

/// Turns a condition into sets of titles of one catalogue, as far as it can be known without a person and a time.
struct ConditionCompiler {
    let columns: TitleColumns

    /// - Throws: `RuleError` where a facet is named that no title of the catalogue has, unless `isLenient`.
    static func compile(_ parsed: ParsedCondition, _ columns: TitleColumns, isLenient: Bool = false) throws(RuleError) -> CompiledCondition
    {
        if !isLenient { try check(parsed, columns.titles) }
        let compiler = ConditionCompiler(columns: columns)
        return CompiledCondition(plan: compiler.plan(parsed.root), columns: columns)
    }

    /// Facets that importers write are known before any title has them.
    private static let always: Set<FacetName> = [.genre, .cast, .director, .writer, .keyword, .certificate, .attribute, "decade", "series"]

    private static func check(_ parsed: ParsedCondition, _ titles: TitleTable) throws(RuleError) {
        for mention in parsed.facets where !always.contains(mention.name) && titles.values(of: mention.name).isEmpty {
            let known = titles.facetNames.prefix(20).map(\.rawValue).joined(separator: ", ")
            throw RuleError(
                at: mention.offset, "no title has a “\(mention.name.rawValue.prefix(40))”",
                advice:
                    "Facets here are \(known.isEmpty ? "none" : known); other fields are title, text, id, domain, year, duration, maturity, age, "
                    + "episodes, seen, finished, abandoned, liked, disliked, listed, completion and rated")
        }
    }

    // MARK: Structure

    private func plan(_ condition: Condition) -> CompiledCondition.Plan {
        switch condition {
        case .all: return .fixed(ItemMask(itemCount: columns.titles.count, all: true))
        case .not(let inner):
            let inner = plan(inner)
            if case .fixed(let mask) = inner { return .fixed(mask.complement) }
            return .not(inner)
        case .and(let parts): return joined(parts.map(plan), { $0.intersection($1) }, { .and($0, $1) })
        case .or(let parts): return joined(parts.map(plan), { $0.union($1) }, { .or($0, $1) })
        case .test(let test): return plan(test)
        }
    }

    /// All fixed parts as one set, then the others.
    private func joined(
        _ plans: [CompiledCondition.Plan], _ combine: (ItemMask, ItemMask) -> ItemMask,
        _ node: (CompiledCondition.Plan, CompiledCondition.Plan) -> CompiledCondition.Plan
    ) -> CompiledCondition.Plan {
        var fixed: ItemMask?
        var open: [CompiledCondition.Plan] = []
        for plan in plans {
            guard case .fixed(let mask) = plan else { open.append(plan); continue }
            fixed = fixed.map { combine($0, mask) } ?? mask
        }
        let all = (fixed.map { [.fixed($0)] } ?? []) + open
        return all.dropFirst().reduce(all[0], node)
    }

    // MARK: Tests

    private func plan(_ test: ConditionTest) -> CompiledCondition.Plan {
        switch test {
        case .person(let flag): .person(flag)
        case .personNumber(let number, let test): .personNumber(number, test)
        case .number(.age, let test): .age(test)
        // A situation is decided before any title is looked at.
        case .situation, .hour: .fixed(ItemMask(itemCount: columns.titles.count))
        default: .fixed(titles(test))
        }
    }

    private func titles(_ test: ConditionTest) -> ItemMask {
        let table = columns.titles
        return switch test {
        case .facet(let name, .isOne(let values)): mask(values.flatMap { table.titles(name, $0) })
        case .facet(let name, .contains(let text)): mask(containing(text, table.values(of: name)))
        case .hasFacet(let name): mask(table.values(of: name).values.joined())
        case .title(let test): columns.titles(named: test)
        case .text(let text): columns.titles(describedWith: text)
        case .id(let ids): mask(ids.compactMap { table.catalog.index(of: ItemID($0)) })
        case .domain(let domains): mask { domains.contains($0.domain) }
        case .number(let number, let test): mask { index in number.value(table, index).map(test.holds) ?? false }
        case .has(let part): mask { index in part.isKnown(table, index) }
        default: mask([])
        }
    }

    private func containing(_ text: String, _ values: [String: [ItemIndex]]) -> [ItemIndex] {
        let wanted = Array(text.lowercased().utf8)
        return values.flatMap { value, items in ByteSearch.contains(wanted, in: value) ? items : [] }
    }

    private func mask(_ items: some Sequence<ItemIndex>) -> ItemMask { ItemMask(itemCount: columns.titles.count, items) }
    private func mask(where holds: (Item) -> Bool) -> ItemMask { mask { index in holds(columns.titles[index]) } }
    private func mask(_ holds: (ItemIndex) -> Bool) -> ItemMask {
        mask((0..<columns.titles.count).lazy.map { ItemIndex($0) }.filter(holds))
    }
}

extension TitleNumber {
    /// Nil where the title does not say; the age needs a time and is asked elsewhere.
    package func value(_ table: TitleTable, _ index: ItemIndex) -> Double? {
        let facts = table.facts[index.position]
        return switch self {
        case .year: table[index].year.map(Double.init)
        case .maturity: facts.maturity.map(Double.init)
        case .episodes: facts.episodeCount.map(Double.init)
        case .duration: facts.duration.map(Double.init)
        case .age: nil
        }
    }
}

extension TitlePart {
    package func isKnown(_ table: TitleTable, _ index: ItemIndex) -> Bool {
        let facts = table.facts[index.position]
        return switch self {
        case .text: !(table[index].text ?? "").isEmpty
        case .year: table[index].year != nil
        case .duration: facts.duration != nil
        case .maturity: facts.maturity != nil
        case .image: facts.image != nil
        case .released: table[index].released != nil
        }
    }
}

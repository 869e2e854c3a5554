import Datasets
import Storage

extension TasteService {
    /// What stored rules and a filter say about one list.
    ///
    /// - Parameters:
    ///   - surface: the list that is made, such as `home`; the moment's own surface comes first.
    ///   - person: nil where nobody asks.
    /// - Throws: `ServingError.invalid` for the field `filter`, `StorageError`.
    package func listRules(
        filter: String?, surface: String, person: PersonView?, at moment: Moment, in snapshot: ServingSnapshot
    ) throws -> ListRules {
        var moment = moment
        moment.surface = moment.surface ?? surface
        var rules = ListRules()
        for entry in try listCaches.rules.rules(snapshot.titles, read: storedRules) {
            guard entry.surfaces.isEmpty || entry.surfaces.contains(moment.surface!) else { continue }
            for rule in entry.rules where rule.holds(at: moment) { rule.apply(to: &rules, person, moment.time, snapshot.titles) }
        }
        if let filter { rules.allow(try self.filter(filter, in: snapshot).titles(for: person, at: moment.time)) }
        return rules
    }

    /// The titles that a caller wants to see alone.
    package func filter(_ text: String, in snapshot: ServingSnapshot) throws(ServingError) -> CompiledCondition {
        do throws(RuleError) { return try listCaches.rules.filter(text, snapshot.titles) } catch {
            throw .invalid(field: "filter", reason: error.description)
        }
    }

    // MARK: Keeping

    /// All rules, in the order of their names.
    public func storedRules() throws -> [StoredRule] { try documents.all(in: .rules).map { try $0.decoded(StoredRule.self) } }

    public func storedRule(_ name: String) throws -> StoredRule? {
        try documents.document(name, in: .rules)?.decoded(StoredRule.self)
    }

    /// Adds or replaces a rule; the next answer obeys it.
    ///
    /// - Returns: the rule as it is kept.
    /// - Throws: `ServingError.invalid` where name or text is refused, `StorageError`.
    @discardableResult
    public func keepRule(_ rule: StoredRule) throws -> StoredRule {
        var rule = rule
        rule.changed = now()
        try check(rule)
        if try documents.count(of: .rules) >= TasteService.ruleLimit, try storedRule(rule.name) == nil {
            throw ServingError.conflict("there are \(TasteService.ruleLimit) rules already; remove one, or put several statements into one")
        }
        try documents.put(ServiceDocument(.rules, key: rule.name, time: rule.changed, encoding: rule))
        listCaches.rules.forgetRules()
        return rule
    }

    /// - Returns: whether there was one.
    public func removeRule(_ name: String) throws -> Bool {
        guard try documents.document(name, in: .rules) != nil else { return false }
        try documents.remove(name, in: .rules)
        listCaches.rules.forgetRules()
        return true
    }

    private static let ruleLimit = 200

    private func check(_ rule: StoredRule) throws(ServingError) {
        let letters = rule.name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
        }
        guard letters, (1...64).contains(rule.name.utf8.count), rule.name != "check" else {
            throw .invalid(field: "name", reason: "a rule is named by 1 to 64 letters, digits, “-”, “_” and “.”; “check” is taken")
        }
        guard rule.surfaces.count <= 20, rule.surfaces.allSatisfy({ (1...64).contains($0.utf8.count) }) else {
            throw .invalid(field: "/surfaces", reason: "at most 20 names of 1 to 64 bytes")
        }
        if let error = checkRule(rule.text).error { throw .invalid(field: "/text", reason: error.description) }
    }

    // MARK: Checking

    /// Reads a rule without keeping it: where it is wrong, or how many titles each statement matches.
    public func checkRule(_ text: String) -> RuleCheck {
        do throws(RuleError) {
            let statements = try Rule.statements(text)
            guard let snapshot = try? host.current() else { return RuleCheck(error: nil, statements: []) }
            let columns = listCaches.rules.columns(snapshot.titles)
            var checks: [RuleCheck.Statement] = []
            for statement in statements { checks.append(try check(statement, columns)) }
            return RuleCheck(error: nil, statements: checks)
        } catch { return RuleCheck(error: error, statements: []) }
    }

    /// The same for a condition alone, as the parameter `filter` has it.
    public func checkFilter(_ text: String) -> RuleCheck {
        do throws(RuleError) {
            let parsed = try ConditionParser.condition(text)
            guard let snapshot = try? host.current() else { return RuleCheck(error: nil, statements: []) }
            let condition = try ConditionCompiler.compile(parsed, listCaches.rules.columns(snapshot.titles))
            return RuleCheck(error: nil, statements: [statement("filter", condition)])
        } catch { return RuleCheck(error: error, statements: []) }
    }

    private func check(_ rule: Rule, _ columns: TitleColumns) throws(RuleError) -> RuleCheck.Statement {
        let compiled = try CompiledRule(rule, columns, isLenient: false)
        if case .pin(let id, _) = rule.action {
            return RuleCheck.Statement(action: "pin", titles: columns.titles.catalog.index(of: id) == nil ? 0 : 1, isPersonal: false)
        }
        return statement(rule.action.name, compiled.condition!)
    }

    private func statement(_ action: String, _ condition: CompiledCondition) -> RuleCheck.Statement {
        RuleCheck.Statement(action: action, titles: condition.titles(for: nil, at: now()).count, isPersonal: !condition.isFixed)
    }
}

extension Rule.Action {
    var name: String {
        switch self {
        case .include: "include"
        case .exclude: "exclude"
        case .boost: "boost"
        case .pin: "pin"
        case .limit: "limit"
        }
    }
}

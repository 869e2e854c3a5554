import Datasets
import Recommenders

/// A statement of a stored rule in the numbers of one catalogue.
struct CompiledRule: Sendable {
    var action: Rule.Action
    var condition: CompiledCondition?
    var situation: Condition?

    init(_ rule: Rule, _ columns: TitleColumns, isLenient: Bool) throws(RuleError) {
        action = rule.action
        situation = rule.situation
        if let parsed = rule.condition { condition = try ConditionCompiler.compile(parsed, columns, isLenient: isLenient) }
    }

    /// Whether it holds now.
    func holds(at moment: Moment) -> Bool { situation.map { $0.holds(at: moment) } ?? true }

    /// Adds what it says to what others said.
    func apply(to rules: inout ListRules, _ person: PersonView?, _ time: Timestamp, _ titles: TitleTable) {
        if case .pin(let id, let place) = action {
            guard let item = titles.catalog.index(of: id), !rules.pins.contains(where: { $0.place == place - 1 || $0.item == item })
            else { return }
            return rules.pins.append((place: place - 1, item: item))
        }
        guard let mask = condition?.titles(for: person, at: time) else { return }
        switch action {
        case .include: rules.allow(mask)
        case .exclude: rules.allow(mask.complement)
        case .boost(let amount): rules.boosts.append((titles: mask, amount: amount))
        case .limit(let count, let window): rules.limits.append((titles: mask, count: count, window: window))
        case .pin: break
        }
    }
}

extension ListRules {
    /// Leaves only these among those that were left before.
    mutating func allow(_ mask: ItemMask) { allowed = allowed.map { $0.intersection(mask) } ?? mask }
}

extension Condition {
    /// Whether a situation is the one that is meant; what is not known of a moment equals nothing.
    package func holds(at moment: Moment) -> Bool {
        switch self {
        case .all: true
        case .not(let inner): !inner.holds(at: moment)
        case .and(let parts): parts.allSatisfy { $0.holds(at: moment) }
        case .or(let parts): parts.contains { $0.holds(at: moment) }
        case .test(.situation(let field, let values)): field.value(moment).map { values.contains($0.lowercased()) } ?? false
        case .test(.hour(let test)): test.holds(moment.hour)
        case .test: false
        }
    }
}

extension SituationField {
    fileprivate func value(_ moment: Moment) -> String? {
        switch self {
        case .device: moment.device
        case .surface: moment.surface
        case .country: moment.country
        case .locale: moment.locale
        case .mood: moment.mood
        case .weekday: moment.weekday
        }
    }
}

extension Moment {
    /// Of the day in UTC, with its fraction.
    fileprivate var hour: Double { Double(time.rawValue.flooredRemainder(86_400_000)) / 3_600_000 }

    fileprivate var weekday: String {
        let days = (time.rawValue - time.rawValue.flooredRemainder(86_400_000)) / 86_400_000
        return ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"][Int(days.flooredRemainder(7))]
    }
}

extension Int64 {
    fileprivate func flooredRemainder(_ divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

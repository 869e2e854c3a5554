import Evaluation

/// Figures as the doctor's sentences write them.
enum Figures {
    /// "12 %", "0.4 %", "< 0.01 %".
    static func percent(_ share: Double) -> String {
        let value = share * 100
        if value <= 0 { return "0 %" }
        if value < 0.01 { return "< 0.01 %" }
        if value >= 99.95, share < 1 { return "> 99.9 %" }
        let digits = value >= 10 ? (value == value.rounded() ? 0 : 1) : value >= 1 ? 1 : 2
        return "\(Figure.fixed(value, digits: digits)) %"
    }

    static func grouped(_ value: Int) -> String { Figure.grouped(value) }

    /// "1 user", "2,000 users".
    static func counted(_ value: Int, _ noun: String) -> String { "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")" }

    /// "40 s", "5 min", "3 h", "12 days".
    static func span(_ seconds: Double) -> String {
        if seconds < 1 { return "\(Figure.fixed(seconds, digits: 2)) s" }
        if seconds < 120 { return "\(Figure.fixed(seconds, digits: 0)) s" }
        if seconds < 7200 { return "\(Figure.fixed(seconds / 60, digits: 0)) min" }
        if seconds < 172_800 { return "\(Figure.fixed(seconds / 3600, digits: 0)) h" }
        return "\(Figure.grouped(Int(seconds / 86_400))) days"
    }
}

import Datasets
import Evaluation

extension DataReport {
    /// For a terminal: what there is, then what was found, most costly first.
    public func text() -> String {
        var lines = facts.map { label, value in "\(label)\(String(repeating: " ", count: max(12 - label.count, 1)))\(value)" }
        lines.append("")
        if findings.isEmpty {
            lines.append("nothing to complain about")
        } else {
            lines.append(summary)
            for finding in findings { lines += ["", finding.text()] }
        }
        if let curve { lines += ["", curve.text()] } else if let curveNote { lines += ["", curveNote] }
        return lines.joined(separator: "\n")
    }

    /// "2 warnings, 1 notice".
    public var summary: String {
        Finding.Severity.allCases.compactMap { severity in
            let count = count(severity)
            guard count > 0 else { return nil }
            let plural = severity == .opportunity ? "opportunities" : "\(severity.rawValue)s"
            return "\(count) \(count == 1 ? severity.rawValue : plural)"
        }.joined(separator: ", ")
    }

    /// Label and value, in the order of reading.
    var facts: [(String, String)] {
        var rows = [
            ("data", "\(name) (\(format))"),
            (
                "events",
                "\(Figures.grouped(counts.events)) of \(Figures.counted(counts.users, "user")) on \(Figures.counted(counts.items, "item"))"
                    + (counts.density > 0 ? ", density \(Figures.percent(counts.density))" : "")
            ),
        ]
        if !kinds.isEmpty {
            rows.append(("kinds", kinds.map { "\($0.name) \(Figures.grouped($0.events)) (\($0.role.rawValue))" }.joined(separator: ", ")))
        }
        if let times { rows.append(("time", times.sentence)) } else if counts.events > 0 { rows.append(("time", "none: order only")) }
        if let activity { rows.append(("a user has", activity.sentence("events"))) }
        if let popularity {
            rows.append(("an item has", popularity.sentence("events")))
            rows.append(
                (
                    "the head",
                    "the first 1 %, 10 %, 20 % of the items have \(popularity.headShares.map(Figures.percent).joined(separator: ", ")) of the events"
                ))
        }
        if counts.describedItems > 0 { rows.append(("described", descriptions.sentence(items: counts.describedItems))) }
        if counts.rejectedRows > 0 { rows.append(("rejected", Figures.counted(counts.rejectedRows, "row"))) }
        if sampledUserShare < 1 {
            rows.append(
                (
                    "looked at",
                    "all events; order and ties in the \(Figures.grouped(sampledEvents)) events of \(Figures.percent(sampledUserShare)) of the users"
                ))
        }
        return rows
    }
}

extension DataReport.Times {
    var sentence: String {
        let unit = resolution == .none ? "" : ", to the \(resolution.rawValue)"
        let quiet = quietHour.map { ", quietest from \($0):00 to \(($0 + 6) % 24):00 UTC" } ?? ""
        let share = stampedShare < 1 ? ", on \(Figures.percent(stampedShare)) of the events" : ""
        return "\(first.prefix(10)) to \(last.prefix(10))\(unit)\(share)\(quiet)"
    }
}

extension Distribution {
    func sentence(_ unit: String) -> String {
        "\(Figures.grouped(quantiles[0]))–\(Figures.grouped(quantiles[7])) \(unit), median \(Figures.grouped(quantiles[3])), "
            + "mean \(Figure.fixed(mean, digits: 1)), Gini \(Figure.fixed(gini, digits: 2))"
    }
}

extension DataReport.Descriptions {
    func sentence(items: Int) -> String {
        func share(_ count: Int) -> String { Figures.percent(Double(count) / Double(max(items, 1))) }
        return
            "\(Figures.counted(items, "item")): titles \(share(titles)), years \(share(years)), facets \(share(facets)), texts \(share(texts))"
    }
}

extension Finding {
    /// A heading, then cost, gain, advice and examples, indented.
    func text() -> String {
        var lines = ["\(severity.rawValue.uppercased())  \(code.rawValue): \(summary)"]
        lines += Finding.wrapped("costs    ", cost)
        lines += Finding.wrapped("unlocks  ", unlocks)
        lines += Finding.wrapped("do       ", advice)
        if !examples.isEmpty { lines += Finding.wrapped("see      ", examples.map(\.description).joined(separator: "; ")) }
        return lines.joined(separator: "\n")
    }

    /// Lines of at most 110 characters behind an indented label.
    private static func wrapped(_ label: String, _ text: String) -> [String] {
        var lines: [String] = []
        var line = "  " + label
        var isFirst = true
        for word in text.split(separator: " ") {
            if !isFirst, line.count + word.count + 1 > 110 {
                lines.append(line)
                line = String(repeating: " ", count: 2 + label.count) + word
            } else {
                line += (isFirst ? "" : " ") + word
            }
            isFirst = false
        }
        return lines + [line]
    }
}

extension PersonalisationCurve {
    /// The sentence and both tables.
    func text() -> String {
        ([sentence, "  training events   popularity   personal (\(metric), 95 % interval of the difference)"]
            + byTraining.map(PersonalisationCurve.row)
            + (byHistory.isEmpty ? [] : ["  events of a person"]) + byHistory.map(PersonalisationCurve.row)).joined(separator: "\n")
    }

    private static func row(_ point: Point) -> String {
        func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(width - text.count, 0)) + text }
        return padded(Figures.grouped(point.events), 17) + padded(Figure.fixed(point.popularity, digits: 4), 13)
            + padded(Figure.fixed(point.personal, digits: 4), 11) + " \(point.model)  \(signed(point.interval.low)) … "
            + "\(signed(point.interval.high))\(point.isBetter ? "  better" : "")"
    }

    private static func signed(_ value: Double) -> String {
        value < 0 ? Figure.fixed(value, digits: 4) : "+" + Figure.fixed(value, digits: 4)
    }
}

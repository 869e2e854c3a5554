/// Text and tables in HTML that is also well-formed XML.
package enum Markup {
    package static func escape(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // Control characters are not allowed in XML at all.
            case "\u{0}"..<"\u{9}", "\u{B}", "\u{C}", "\u{E}"..<" ": result += "\u{FFFD}"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// - Parameters:
    ///   - rows: plain text, escaped here.
    ///   - textColumns: so many columns from the left hold text; the rest are figures.
    ///   - strong: cells (row, column) to stress.
    package static func table(
        caption: String, header: [String], rows: [[String]], textColumns: Int, strong: (Int, Int) -> Bool = { _, _ in false }
    ) -> String {
        func kind(_ column: Int) -> String { column < textColumns ? "" : " class=\"n\"" }
        var html = "<div class=\"scroll\"><table>\n<caption>\(escape(caption))</caption>\n<thead><tr>"
        for (column, name) in header.enumerated() { html += "<th scope=\"col\"\(kind(column))>\(escape(name))</th>" }
        html += "</tr></thead>\n<tbody>\n"
        for (number, row) in rows.enumerated() {
            html += "<tr>"
            for (column, cell) in row.enumerated() {
                let text = strong(number, column) ? "<strong>\(escape(cell))</strong>" : escape(cell)
                html += column == 0 ? "<th scope=\"row\">\(text)</th>" : "<td\(kind(column))>\(text)</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody></table></div>"
    }
}

extension Figure {
    static func signed(_ value: Double, digits: Int) -> String {
        let text = fixed(value, digits: digits)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : "+" + text
    }

    static func pValue(_ value: Double, permutations: Int) -> String {
        value <= 1.5 / Double(permutations + 1) ? "< \(fixed(1.0 / Double(max(permutations, 1)), digits: 4))" : fixed(value, digits: 4)
    }
}

/// Text of the outside as one line that a reader can see: what is hidden or steers a terminal is taken out, what is long is cut.
///
/// It stays data: nothing here decides what a text means.
public enum PlainLine {
    /// - Parameter longest: in Unicode scalars; what is longer ends with an ellipsis.
    /// - Complexity: O(longest), however long the text is.
    public static func of(_ text: String, longest: Int) -> String {
        var line = String.UnicodeScalarView()
        var (count, read, wantsBlank) = (0, 0, false)
        for scalar in text.unicodeScalars {
            read += 1
            // What is hidden costs a place too, so that a million hidden characters are not read.
            guard count < longest, read <= 4 * longest else { return String(line) + "…" }
            if isBlank(scalar) {
                wantsBlank = !line.isEmpty
            } else if isVisible(scalar) {
                if wantsBlank {
                    line.append(" ")
                    count += 1
                    wantsBlank = false
                }
                line.append(scalar)
                count += 1
            }
        }
        return String(line)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F
    }

    /// Neither a control, nor a mark that turns the direction of what follows, nor a letter that no font shows.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
        // Variation selectors: 256 of them can carry hidden bytes.
        default: !(0xFE00...0xFE0F).contains(scalar.value) && !(0xE0100...0xE01EF).contains(scalar.value)
        }
    }
}

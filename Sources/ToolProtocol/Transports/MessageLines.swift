/// Takes bytes apart into lines, one message each; a line that is too long is passed over, and the next one counts again.
public struct MessageLines: Sendable {
    public enum Line: Sendable, Equatable {
        case whole([UInt8])
        case tooLong
    }

    private let longest: Int
    private var pending: [UInt8] = []
    private var isPassingOver = false

    /// - Parameter longest: bytes of a line; no more are kept.
    public init(longest: Int = RPCMessage.longest) { self.longest = longest }

    /// - Complexity: O(bytes).
    public mutating func take(_ bytes: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(end())
            } else if !isPassingOver {
                pending.append(byte)
                if pending.count > longest { (isPassingOver, pending) = (true, []) }
            }
        }
        return lines
    }

    /// What stands behind the last line break, when nothing follows any more.
    public mutating func last() -> Line? { pending.isEmpty && !isPassingOver ? nil : end() }

    private mutating func end() -> Line {
        defer { (isPassingOver, pending) = (false, []) }
        return isPassingOver ? .tooLong : .whole(pending)
    }
}

/// Why an import cannot go on, with what the person at the keyboard can do about it.
///
/// Trouble that concerns one row only is not an error: it is reported as a `RowProblem` and costs nothing else.
public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
    fileprivate enum Cause: String, Sendable {
        case missingFile, unreadable, isFolder, wrongFolder, truncatedArchive, damagedArchive
        case inflatesTooMuch, lineTooLong, wrongEncoding, notThisFormat, empty, missingColumn, badMapping
    }

    /// The kind of trouble, to be compared with the constants below; more may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        fileprivate let cause: Cause
        public var description: String { cause.rawValue }
        public static let missingFile = Code(cause: .missingFile)
        public static let unreadable = Code(cause: .unreadable)
        public static let isFolder = Code(cause: .isFolder)
        public static let wrongFolder = Code(cause: .wrongFolder)
        public static let truncatedArchive = Code(cause: .truncatedArchive)
        public static let damagedArchive = Code(cause: .damagedArchive)
        public static let lineTooLong = Code(cause: .lineTooLong)
        public static let wrongEncoding = Code(cause: .wrongEncoding)
        public static let notThisFormat = Code(cause: .notThisFormat)
        public static let empty = Code(cause: .empty)
        /// An archive that inflates to a thousand times its size.
        public static let inflatesTooMuch = Code(cause: .inflatesTooMuch)
        /// The header lacks a column that is needed.
        public static let missingColumn = Code(cause: .missingColumn)
        /// A mapping file that cannot be understood, or contradicts itself.
        public static let badMapping = Code(cause: .badMapping)
    }

    public let code: Code
    /// The file or folder, as it was given.
    public let file: String
    /// Counted from 1.
    public let line: Int?
    public let field: String?
    public let reason: String
    public let advice: String

    package init(_ code: Code, file: String, line: Int? = nil, field: String? = nil, reason: String, advice: String) {
        self.code = code
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.advice = advice
    }

    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if let field { place += " (\(field))" }
        return "\(place): \(reason). \(advice)."
    }
}

extension ImportError {
    static func cannotOpen(_ path: String, errorNumber: Int32) -> ImportError {
        if errorNumber == ENOENT || errorNumber == ENOTDIR {
            return ImportError(.missingFile, file: path, reason: "no such file", advice: "Check the path")
        }
        return ImportError(
            .unreadable, file: path, reason: systemMessage(errorNumber), advice: "Make the file readable and try again")
    }

    static func isFolder(_ path: String) -> ImportError {
        ImportError(
            .isFolder, file: path, reason: "this is a folder, a file was expected", advice: "Name one of the files in it")
    }

    static func truncated(_ path: String, _ kind: ArchiveKind, after bytes: Int64) -> ImportError {
        ImportError(
            .truncatedArchive, file: path, reason: "the \(kind) file ends too early, after \(bytes) bytes",
            advice: "It was probably cut while copying: fetch it again and compare its size")
    }

    static func damaged(_ path: String, _ kind: ArchiveKind, at byte: Int64, _ detail: String) -> ImportError {
        ImportError(
            .damagedArchive, file: path, reason: "the \(kind) file is damaged near byte \(byte) (\(detail))",
            advice: "Fetch it again and compare its checksum")
    }

    static func inflatesTooMuch(_ path: String, _ kind: ArchiveKind, from packed: Int64, to unpacked: Int64) -> ImportError {
        ImportError(
            .inflatesTooMuch, file: path,
            reason: "\(packed) bytes of \(kind) have become \(unpacked) already, which no table of events does",
            advice: "Look at what is inside; unpack it yourself if it is right")
    }

    /// The system's own words for an `errno`.
    static func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

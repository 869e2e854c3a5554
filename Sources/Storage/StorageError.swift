import Datasets

/// Why a store could not do what it was asked to do, and what helps.
public struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    private enum Cause: String, Sendable {
        case full, unwritable, damaged, notAStore, newerFormat, busy, notDurable, conflict, unknownSource, diskFailed, failed
    }

    /// The kind of trouble, to be compared with the constants below; more may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private let cause: Cause
        private init(_ cause: Cause) { self.cause = cause }
        public var description: String { cause.rawValue }
        /// The disk, or the size that the store may have, is used up.
        public static let full = Code(.full)
        /// The file or its folder may not be written.
        public static let unwritable = Code(.unwritable)
        /// The file has been changed by something else than the store.
        public static let damaged = Code(.damaged)
        /// The file belongs to another program.
        public static let notAStore = Code(.notAStore)
        /// The store was written by a later version of the program.
        public static let newerFormat = Code(.newerFormat)
        /// Somebody else holds the store for too long.
        public static let busy = Code(.busy)
        /// Commits would not reach the disk before they are acknowledged.
        public static let notDurable = Code(.notDurable)
        /// The disk failed to keep what it was given; nothing after the last acknowledgement counts, and the store writes no more.
        public static let diskFailed = Code(.diskFailed)
        /// An event with this source, line and ordinal is stored, and says something else.
        public static let conflict = Code(.conflict)
        /// Events of a source that was never begun.
        public static let unknownSource = Code(.unknownSource)
        /// Anything else that the engine reports.
        public static let failed = Code(.failed)
    }

    public let code: Code
    /// The store concerned: a path, or "memory".
    public let store: String
    public let reason: String
    public let advice: String

    package init(_ code: Code, store: String, _ reason: String, advice: String) {
        self.code = code
        self.store = store
        self.reason = reason
        self.advice = advice
    }
    public var description: String { "\(store): \(reason). \(advice)." }
}

extension StorageError {
    package static func conflict(_ position: SourcePosition, store: String) -> StorageError {
        StorageError(
            .conflict, store: store, "\(position.file):\(position.line) is stored already and says something else",
            advice: "Rows are never changed after the fact: import the new file under another name")
    }

    /// Of an erased user nothing is taken in; the message does not say who it is.
    package static func erased(store: String) -> StorageError {
        StorageError(
            .conflict, store: store, "the user was erased, and nothing is taken in for them",
            advice: "Take them off the erasure ledger first, if they came back")
    }

    package static func unknownSource(_ name: String, store: String) -> StorageError {
        StorageError(.unknownSource, store: store, "the source \(name) was never begun", advice: "Call begin(_:) before append(_:)")
    }
}

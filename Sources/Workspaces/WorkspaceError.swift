/// Why a workspace could not do what it was asked to do, and what helps.
///
/// The code is for programs, `description` for people; no text is ever parsed.
public struct WorkspaceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, for whoever decides what happens next.
    public struct Code: Sendable, Hashable {
        private enum Value: Sendable, Hashable {
            case notAWorkspace, locked, newerFormat, fileSystem, full, unwritable, diskFailed, memory, configuration, unknownFormat,
                badRows, noData
            case unknownUser, unknownItem, ambiguousItem, unknownDevice, damagedBackup, tooMuchMemory
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// The folder exists and holds something else.
        public static let notAWorkspace = Code(.notAWorkspace)
        /// Another process is writing to the workspace.
        public static let locked = Code(.locked)
        /// The workspace was written by a later version of the program.
        public static let newerFormat = Code(.newerFormat)
        /// The operating system refused a file operation.
        public static let fileSystem = Code(.fileSystem)
        /// The disk is full.
        public static let full = Code(.full)
        /// The folder or file may not be written.
        public static let unwritable = Code(.unwritable)
        /// The disk failed to keep what it was given.
        public static let diskFailed = Code(.diskFailed)
        /// The process may not have the memory that it takes.
        public static let memory = Code(.memory)
        /// A value of a configuration file is missing or impossible.
        public static let configuration = Code(.configuration)
        /// No importer has the name that was given.
        public static let unknownFormat = Code(.unknownFormat)
        /// Rows of a source could not be read.
        public static let badRows = Code(.badRows)
        /// The workspace holds nothing to work on.
        public static let noData = Code(.noData)
        /// A backup or an export is not what was written.
        public static let damagedBackup = Code(.damagedBackup)
        /// A step would need more memory than it may have.
        public static let tooMuchMemory = Code(.tooMuchMemory)
        public static let unknownUser = Code(.unknownUser)
        public static let unknownDevice = Code(.unknownDevice)
        public static let unknownItem = Code(.unknownItem)
        public static let ambiguousItem = Code(.ambiguousItem)
    }

    public let code: Code
    /// What happened: the file, field and value concerned.
    public let reason: String
    /// What to do about it.
    public let advice: String

    public init(_ code: Code, _ reason: String, advice: String) {
        self.code = code
        self.reason = reason
        self.advice = advice
    }
    public var description: String { "\(reason). \(advice)." }
}

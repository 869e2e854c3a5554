import NIOHTTP1
import Recommenders
import Serving
import Storage
import Workspaces

extension Problem {
    /// What an error of the service means to whoever asked: the one place where errors become statuses.
    ///
    /// What is not known becomes `internal` without a word of the error itself: it goes to the log.
    public init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as ServingError: self = Problem(error)
        case let error as StorageError: self = Problem(error)
        case let error as WorkspaceError: self = Problem(error)
        case let error as RegistryError: self = Problem(error)
        case let error as JSONSyntaxError: self = error.problem
        case is HTTPParserError: self = .invalid("the body is not sent as HTTP/1.1 has it")
        case is CancellationError: self = Problem(.deadline, detail: "the request was given up")
        default: self = Problem(.internalError, detail: "the request failed; the log has more under its request id")
        }
    }

    init(_ error: ServingError) {
        switch error {
        case .notReady: self.init(.notReady, detail: error.description, retryAfter: 2)
        case .unknownItem, .unknownUser, .unknownRecommendation, .unknownConversation: self.init(.notFound, detail: error.description)
        case .invalid(let field, let reason):
            let fault = field.hasPrefix("/") ? Fault(pointer: field, detail: reason) : Fault(parameter: field, detail: reason)
            self.init(.invalidRequest, detail: error.description, faults: [fault])
        case .conflict: self.init(.conflict, detail: error.description)
        case .overloaded(let seconds): self.init(.overloaded, detail: error.description, retryAfter: seconds)
        case .notPermitted: self.init(.notPermitted, detail: error.description)
        }
    }

    /// Paths of the machine stay out of the answer.
    init(_ error: StorageError) {
        switch error.code {
        case .full: self.init(.storageFull, detail: "the disk, or the size that the store may have, is used up; nothing was changed")
        case .busy: self.init(.storageBusy, detail: "the store is held by another writer; nothing was changed", retryAfter: 1)
        case .diskFailed, .notDurable, .unwritable:
            self.init(.storageFailed, detail: "the disk did not keep what it was given; nothing was acknowledged", retryAfter: 30)
        case .conflict: self.init(.conflict, detail: error.reason)
        default: self.init(.internalError, detail: "the store failed; the log has more under the request id")
        }
    }

    init(_ error: WorkspaceError) {
        switch error.code {
        case .unknownUser, .unknownItem, .unknownDevice, .ambiguousItem: self.init(.notFound, detail: error.description)
        case .locked: self.init(.storageBusy, detail: "another command is writing to the workspace", retryAfter: 5)
        case .full: self.init(.storageFull, detail: "the disk is full; nothing was changed")
        case .diskFailed, .unwritable: self.init(.storageFailed, detail: "the disk did not keep what it was given", retryAfter: 30)
        case .noData: self.init(.notReady, detail: error.reason, retryAfter: 5)
        case .configuration, .unknownFormat, .badRows, .tooMuchMemory: self.init(.invalidRequest, detail: error.description)
        default: self.init(.internalError, detail: "the workspace failed; the log has more under the request id")
        }
    }

    init(_ error: RegistryError) {
        switch error.code {
        case .unknown, .nonePromoted: self.init(.notFound, detail: error.reason)
        case .invalidName: self.init(.invalidRequest, detail: error.reason)
        case .alreadyPublished, .damaged, .newerFormat: self.init(.conflict, detail: error.reason)
        default: self.init(.notReady, detail: "no model can be served; the log has more", retryAfter: 5)
        }
    }
}

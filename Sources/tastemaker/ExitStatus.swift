import ArgumentParser
import Datasets
import Evaluation
import Foundation
import HTTPAPI
import Recommenders
import Storage
import Tensors
import Workspaces

/// What the process ends with, so that scripts can act without reading messages.
enum ExitStatus: Int32 {
    case success = 0
    case failure = 1
    case usage = 2
    case data = 3
    case damaged = 4
    case busy = 5
    case disk = 6
    case unknown = 7
    case memory = 8

    static let table = """
        Exit codes:
          0  done
          1  failed for another reason
          2  wrong usage, or an impossible setting
          3  data that cannot be used: wrong format, damaged or empty files, rejected rows with --strict, no events
          4  a damaged model or store
          5  another command is writing to the workspace
          6  the disk is full, may not be written, or failed
          7  no such user, item, title or model; or a title that several items have
          8  less memory is allowed than the command takes
        """

    /// Prints what happened and what to do, and ends the process.
    static func end(with error: any Error) -> Never {
        if let code = error as? ExitCode { exit(code.rawValue) }
        switch status(of: error) {
        case nil:
            // Help, version and usage errors speak for themselves.
            let parser = Tastemaker.exitCode(for: error)
            let message = Tastemaker.fullMessage(for: error)
            if parser == .success {
                print(message)
                exit(ExitStatus.success.rawValue)
            }
            Terminal.complain(message)
            exit(ExitStatus.usage.rawValue)
        case let status?:
            Terminal.complain("tastemaker: \(error)")
            exit(status.rawValue)
        }
    }

    /// Nil for errors of the argument parser.
    static func status(of error: any Error) -> ExitStatus? {
        switch error {
        case is ImportError, is SplitError: .data
        case let error as StorageError: storage(error.code)
        case let error as WorkspaceError: workspace(error.code)
        case let error as RegistryError: registry(error.code)
        case is TitleError: .unknown
        case is ServerError: .usage
        case is RunConfigurationError, is KernelSelectionError: .usage
        case let error as FoundationModelError: model(error)
        case is BaselineError, is EvaluationError: .data
        default: Tastemaker.exitCode(for: error) == .failure ? .failure : nil
        }
    }

    private static func storage(_ code: StorageError.Code) -> ExitStatus {
        switch code {
        case .full, .unwritable, .diskFailed: .disk
        case .damaged, .notAStore, .newerFormat: .damaged
        case .busy: .busy
        case .conflict: .data
        default: .failure
        }
    }

    private static func workspace(_ code: WorkspaceError.Code) -> ExitStatus {
        switch code {
        case .locked: .busy
        case .full, .unwritable, .diskFailed: .disk
        case .configuration, .notAWorkspace, .unknownFormat, .tooMuchMemory: .usage
        case .badRows, .noData: .data
        case .unknownUser, .unknownItem, .ambiguousItem: .unknown
        case .newerFormat, .damagedBackup: .damaged
        case .memory: .memory
        default: .failure
        }
    }

    private static func registry(_ code: RegistryError.Code) -> ExitStatus {
        switch code {
        case .damaged, .noneServes, .newerFormat: .damaged
        case .unknown, .nonePromoted: .unknown
        case .invalidName, .alreadyPublished: .usage
        default: .failure
        }
    }

    private static func model(_ error: FoundationModelError) -> ExitStatus {
        switch error {
        case .configuration: .usage
        case .damagedBundle: .damaged
        case .nothingToLearn: .data
        case .unknownItem: .unknown
        default: .failure
        }
    }
}

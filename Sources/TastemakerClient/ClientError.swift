/// Why a call came to nothing, for whoever can act on it.
public struct ClientError: Error, Sendable, CustomStringConvertible {
    /// What sort of failure it is; more may be added.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case invalid, unauthorized, forbidden, notFound, conflict, tooLarge, limited, unavailable, storageFull, failed, unreachable,
                timedOut, unexpectedAnswer
        }
        private let value: Value
        public var description: String { value.rawValue }

        /// The request is wrong: the problem names the field.
        public static let invalid = Kind(value: .invalid)
        /// No key, or one that is not known.
        public static let unauthorized = Kind(value: .unauthorized)
        /// The key does not reach so far.
        public static let forbidden = Kind(value: .forbidden)
        public static let notFound = Kind(value: .notFound)
        /// Another body under an id that is taken.
        public static let conflict = Kind(value: .conflict)
        public static let tooLarge = Kind(value: .tooLarge)
        /// Too many calls with this key; see `retryAfter`.
        public static let limited = Kind(value: .limited)
        /// The server is overloaded, starting or stopping; see `retryAfter`.
        public static let unavailable = Kind(value: .unavailable)
        /// The server's disk is full: nothing was stored.
        public static let storageFull = Kind(value: .storageFull)
        /// The server failed.
        public static let failed = Kind(value: .failed)
        /// No connection, or one that broke: whether the server acted is not known.
        public static let unreachable = Kind(value: .unreachable)
        /// The deadline passed: whether the server acted is not known.
        public static let timedOut = Kind(value: .timedOut)
        /// The answer is not what this version of the library understands.
        public static let unexpectedAnswer = Kind(value: .unexpectedAnswer)

        static func status(_ code: Int) -> Kind {
            switch code {
            case 401: .unauthorized
            case 403: .forbidden
            case 404, 410: .notFound
            case 409: .conflict
            case 413, 431: .tooLarge
            case 429: .limited
            case 502, 503, 504: .unavailable
            case 507: .storageFull
            case 400..<500: .invalid
            case 500...: .failed
            default: .unexpectedAnswer
            }
        }
    }

    public let kind: Kind
    /// HTTP status; nil where there was no answer.
    public let status: Int?
    /// What the server said about it.
    public let problem: Problem?
    /// Seconds after which the server asked to be tried again.
    public let retryAfter: Double?
    /// How often the call was tried.
    public internal(set) var attempts: Int
    /// What happened, where no problem says so.
    public let detail: String

    init(
        _ kind: Kind, status: Int? = nil, problem: Problem? = nil, retryAfter: Double? = nil, attempts: Int = 1, detail: String = ""
    ) {
        (self.kind, self.status, self.problem, self.retryAfter) = (kind, status, problem, retryAfter)
        (self.attempts, self.detail) = (attempts, detail)
    }

    /// Whether the same call may succeed later.
    public var isPassing: Bool { [.limited, .unavailable, .unreachable].contains(kind) }

    public var description: String {
        let text = problem?.detail ?? problem?.title ?? detail
        return ([status.map { "\(kind) (\($0))" } ?? "\(kind)"] + (text.isEmpty ? [] : [text])).joined(separator: ": ")
    }
}

/// An error as the server tells it: RFC 9457, `application/problem+json`.
public struct Problem: Sendable, Hashable, Codable {
    /// Names the sort of problem; stable, for programs.
    public var type: String?
    public var title: String?
    public var status: Int?
    /// A sentence about this occurrence.
    public var detail: String?
    /// Path of the request.
    public var instance: String?
    /// The request, in the server's logs.
    public var requestID: String?
    /// What is wrong, field by field.
    public var errors: [Fault]?

    /// One field or parameter that is wrong.
    public struct Fault: Sendable, Hashable, Codable {
        /// JSON pointer into the body.
        public var pointer: String?
        public var parameter: String?
        public var detail: String?
    }

    enum CodingKeys: String, CodingKey {
        case type, title, status, detail, instance, errors
        case requestID = "request_id"
    }
}

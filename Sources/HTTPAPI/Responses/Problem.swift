import HTTPTypes

/// Why a request is refused, as RFC 9457 writes it (`application/problem+json`).
public struct Problem: Error, Sendable, Hashable {
    /// The kind of refusal; its name is the end of the type's address, `/docs#problem-NAME`.
    public enum Kind: String, Sendable, CaseIterable {
        case invalidRequest = "invalid-request"
        case unauthorized
        case forbidden
        case notPermitted = "not-permitted"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case conflict
        case tooLarge = "too-large"
        case unsupportedMediaType = "unsupported-media-type"
        case rateLimited = "rate-limited"
        case internalError = "internal"
        case notReady = "not-ready"
        case overloaded
        case storageBusy = "storage-busy"
        case storageFailed = "storage-failed"
        case storageFull = "storage-full"
        case deadline
        case slowRequest = "slow-request"
        case headersTooLarge = "headers-too-large"

        public var status: Int {
            switch self {
            case .invalidRequest: 400
            case .unauthorized: 401
            case .forbidden, .notPermitted: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .slowRequest: 408
            case .conflict: 409
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .rateLimited: 429
            case .headersTooLarge: 431
            case .internalError: 500
            case .notReady, .overloaded, .storageBusy, .storageFailed: 503
            case .deadline: 504
            case .storageFull: 507
            }
        }

        public var title: String {
            switch self {
            case .invalidRequest: "The request is not understood"
            case .unauthorized: "A valid key is needed"
            case .forbidden: "The key does not allow this"
            case .notPermitted: "The person does not allow this"
            case .notFound: "There is no such thing"
            case .methodNotAllowed: "The address does not have this method"
            case .conflict: "It exists already, and differs"
            case .tooLarge: "The request is too large"
            case .unsupportedMediaType: "The body has another type than expected"
            case .rateLimited: "Too many requests with this key"
            case .internalError: "Something failed inside"
            case .notReady: "The service is not ready"
            case .overloaded: "The service has more to do than it can"
            case .storageBusy: "The store is busy"
            case .storageFailed: "The disk does not keep what it is given"
            case .storageFull: "The disk is full"
            case .slowRequest: "The request took too long to arrive"
            case .headersTooLarge: "The address or the headers are too long"
            case .deadline: "The time for the answer is over"
            }
        }
    }

    /// One field or parameter that is wrong.
    public struct Fault: Sendable, Hashable {
        /// JSON pointer into the body, or nil.
        public var pointer: String?
        /// Name of a parameter, or nil.
        public var parameter: String?
        public var detail: String
        public init(pointer: String? = nil, parameter: String? = nil, detail: String) {
            self.pointer = pointer
            self.parameter = parameter
            self.detail = detail
        }
    }

    public var kind: Kind
    public var detail: String
    public var faults: [Fault]
    /// Seconds after which it is worth trying again.
    public var retryAfter: Double?
    /// Methods that the address has.
    public var allowed: [String]

    public init(_ kind: Kind, detail: String, faults: [Fault] = [], retryAfter: Double? = nil, allowed: [String] = []) {
        self.kind = kind
        self.detail = detail
        self.faults = faults
        self.retryAfter = retryAfter
        self.allowed = allowed
    }

    public static func invalid(_ detail: String) -> Problem { Problem(.invalidRequest, detail: detail) }
    public static func notFound(_ detail: String) -> Problem { Problem(.notFound, detail: detail) }
    public static func field(_ pointer: String, _ reason: String) -> Problem {
        Problem(
            .invalidRequest, detail: "\(pointer.isEmpty ? "the body" : pointer) \(reason)",
            faults: [Fault(pointer: pointer, detail: reason)])
    }
    public static func parameter(_ name: String, _ reason: String) -> Problem {
        let name = String(name.prefix(100))
        return Problem(.invalidRequest, detail: "\(name) \(reason)", faults: [Fault(parameter: name, detail: reason)])
    }
    public static func tooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, detail: limit == 0 ? "no body is expected here" : "the body is longer than \(limit) bytes")
    }

    /// The body of the answer.
    func json(instance: String, request: String) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.field("type", "/docs#problem-\(kind.rawValue)")
            json.field("title", kind.title)
            json.field("status", kind.status)
            json.field("detail", detail)
            json.field("instance", instance)
            json.field("request_id", request)
            if let retryAfter { json.field("retry_after_seconds", retryAfter) }
            guard !faults.isEmpty else { return }
            json.array("errors", faults) { json, fault in
                json.object { json in
                    if let pointer = fault.pointer { json.field("pointer", pointer) }
                    if let parameter = fault.parameter { json.field("parameter", parameter) }
                    json.field("detail", fault.detail)
                }
            }
        }
        return json.bytes
    }
}

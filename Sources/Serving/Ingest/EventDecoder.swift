import Datasets

/// Reads events as callers write them: one JSON object each, strictly.
///
/// An unknown, repeated or impossible field makes the event invalid, so that nothing is stored that was meant otherwise.
public struct EventDecoder: Sendable {
    /// When events happened that do not say when.
    public var now: Timestamp
    /// Whose events these are, whatever they say; nil lets each say it.
    public var user: UserID?
    /// What ratings may be; nil for any.
    public var ratings: ClosedRange<Float>?

    /// Clocks of devices are wrong by hours, not by days.
    public static let furthestAhead: Int64 = 24 * 3_600_000
    public static let longestID = 256
    public static let longestName = 64

    public init(now: Timestamp, user: UserID? = nil, ratings: ClosedRange<Float>? = nil) {
        self.now = now
        self.user = user
        self.ratings = ratings
    }

    /// - Throws: `ServingError.invalid` naming the field; `event` where the text as a whole is wrong.
    public func event(_ bytes: UnsafeRawBufferPointer) throws(ServingError) -> IncomingEvent {
        var fields = EventFields()
        var text = JSONText(bytes)
        do throws(JSONTextProblem) {
            try text.object { (text, key) throws(JSONTextProblem) in try fields.read(key, &text) }
            try text.end()
        } catch {
            throw .invalid(field: fields.current ?? "event", reason: error.reason)
        }
        return try incoming(fields)
    }

    public func event(_ bytes: some Sequence<UInt8>) throws(ServingError) -> IncomingEvent {
        let result = ContiguousArray(bytes).withUnsafeBytes { buffer in
            Result { () throws(ServingError) in try event(buffer) }
        }
        return try result.get()
    }

    private func incoming(_ fields: EventFields) throws(ServingError) -> IncomingEvent {
        guard let kind = fields.kind else { throw .invalid(field: "kind", reason: "it is missing") }
        guard let user = try user(fields) else { throw .invalid(field: "user", reason: "it is missing") }
        if fields.item == nil, kind != .search { throw .invalid(field: "item", reason: "it is missing") }
        if let ratings, let rating = fields.rating, !ratings.contains(rating) {
            throw .invalid(field: "rating", reason: "it is not between \(ratings.lowerBound) and \(ratings.upperBound)")
        }
        if let time = fields.time, time.rawValue > now.rawValue + EventDecoder.furthestAhead {
            throw .invalid(field: "time", reason: "it lies more than a day ahead")
        }
        let event = RawEvent(
            user: user, item: fields.item.map { ItemID($0) }, kind: kind, time: fields.time ?? now, rating: fields.rating,
            duration: fields.duration, completion: fields.completion, episode: fields.episode, device: fields.device,
            locale: fields.locale, surface: fields.surface, id: fields.id, source: SourcePosition(file: "", line: 0))
        return IncomingEvent(event, hasTime: fields.time != nil)
    }

    private func user(_ fields: EventFields) throws(ServingError) -> UserID? {
        guard let user else { return fields.user.map { UserID($0) } }
        guard fields.user == nil || fields.user == user.rawValue || fields.user == "me" else {
            throw .invalid(field: "user", reason: "it is not the user who asks")
        }
        return user
    }
}

/// The fields of one event on the way.
private struct EventFields {
    var id: String?
    var user: String?
    var item: String?
    var kind: EventKind?
    var time: Timestamp?
    var rating: Float?
    var duration: Float?
    var completion: Float?
    var episode: Int32 = 0
    var device: String?
    var locale: String?
    var surface: String?
    /// The field that is being read.
    private(set) var current: String?
    private var seen: UInt32 = 0

    private static let names = [
        "id", "user", "item", "kind", "time", "rating", "duration", "completion", "episode", "device", "locale", "surface",
    ]
    private static let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

    mutating func read(_ key: String, _ text: inout JSONText) throws(JSONTextProblem) {
        guard let number = EventFields.numbers[key] else {
            current = String(key.prefix(60))
            throw text.problem("there is no such field")
        }
        current = key
        guard seen & 1 << number == 0 else { throw text.problem("it comes twice") }
        seen |= 1 << number
        if try !text.null() { try read(number, &text) }
        current = nil
    }

    private mutating func read(_ number: Int, _ text: inout JSONText) throws(JSONTextProblem) {
        switch number {
        case 0: id = try name(&text, EventDecoder.longestID)
        case 1: user = try name(&text, EventDecoder.longestID)
        case 2: item = try name(&text, EventDecoder.longestID)
        case 3: kind = try kind(&text)
        case 4: time = try time(&text)
        case 5: rating = try self.number(&text, -1e6...1e6)
        case 6: duration = try self.number(&text, 0...1e8)
        case 7: completion = try self.number(&text, 0...1)
        case 8: episode = try episode(&text)
        case 9: device = try name(&text, EventDecoder.longestName)
        case 10: locale = try name(&text, EventDecoder.longestName)
        default: surface = try name(&text, EventDecoder.longestName)
        }
    }

    private func name(_ text: inout JSONText, _ longest: Int) throws(JSONTextProblem) -> String {
        let name = try text.string()
        guard !name.isEmpty else { throw text.problem("it is empty") }
        // Scalars, as JSON schemas count; none is shorter than a byte.
        guard name.utf8.count <= longest || name.unicodeScalars.count <= longest else {
            throw text.problem("it is longer than \(longest) characters")
        }
        guard !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw text.problem("it has control characters") }
        return name
    }

    private func kind(_ text: inout JSONText) throws(JSONTextProblem) -> EventKind {
        guard let kind = EventKind(apiName: try text.string()) else { throw text.problem("there is no such kind of event") }
        return kind
    }

    private func time(_ text: inout JSONText) throws(JSONTextProblem) -> Timestamp {
        guard let time = RFC3339.parse(try text.string()) else {
            throw text.problem("it is not a time such as 2026-11-21T12:30:00Z")
        }
        return time
    }

    private func number(_ text: inout JSONText, _ range: ClosedRange<Double>) throws(JSONTextProblem) -> Float {
        let value = try text.number()
        guard range.contains(value) else { throw text.problem("it is not between \(range.lowerBound) and \(range.upperBound)") }
        return Float(value)
    }

    private func episode(_ text: inout JSONText) throws(JSONTextProblem) -> Int32 {
        let value = try text.number()
        guard value >= 0, value <= 1e6, value == value.rounded() else { throw text.problem("it is not a whole number from 0") }
        return Int32(value)
    }
}

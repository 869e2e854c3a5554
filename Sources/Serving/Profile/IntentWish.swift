import Datasets
import Recommenders

/// What somebody says to be looking for: takes the place of the model's own prediction, for one request.
public struct IntentWish: Sendable, Hashable {
    /// `discover`, `continue` or `rewatch`.
    public var kind: String?
    public var genre: String?
    public var format: String?
    /// `new`, `recent`, `older`, `old` or `classic`.
    public var recency: String?

    public init(kind: String? = nil, genre: String? = nil, format: String? = nil, recency: String? = nil) {
        (self.kind, self.genre, self.format, self.recency) = (kind, genre, format, recency)
    }

    public var isEmpty: Bool { IntentAspect.allCases.allSatisfy { self[$0] == nil } }

    /// The parameter that says an aspect.
    public static func field(_ aspect: IntentAspect) -> String { aspect == .kind ? "intent" : "intent.\(aspect.rawValue)" }

    subscript(_ aspect: IntentAspect) -> String? {
        switch aspect {
        case .kind: kind
        case .genre: genre
        case .format: format
        case .recency: recency
        }
    }
}

extension ServingSnapshot {
    /// A wish in the numbers of the model that serves.
    ///
    /// - Throws: `ServingError.invalid` where the model predicts no intent, has no such head, or knows no such value.
    func correction(_ wish: IntentWish) throws(ServingError) -> IntentCorrection {
        var correction = IntentCorrection()
        for aspect in IntentAspect.allCases {
            guard let name = wish[aspect] else { continue }
            correction[aspect] = try place(of: name, aspect)
        }
        return correction
    }

    private func place(of name: String, _ aspect: IntentAspect) throws(ServingError) -> UInt8 {
        let field = IntentWish.field(aspect)
        guard let vocabulary = engine.intents else {
            throw .invalid(
                field: field,
                reason: "what serves predicts no intent, so there is none to correct; say a mood, or serve a model with intentHeads")
        }
        guard let head = vocabulary[aspect] else {
            let known = vocabulary.heads.map { IntentWish.field($0.aspect) }.joined(separator: ", ")
            throw .invalid(field: field, reason: "the model that serves predicts \(known) alone")
        }
        guard let place = head.place(of: name) else {
            throw .invalid(field: field, reason: "is none of \(head.classes.joined(separator: ", "))")
        }
        return place
    }

    /// A moment in the model's numbers, what was said included.
    ///
    /// - Throws: as `correction`.
    func request(_ moment: Moment) throws(ServingError) -> RequestContext {
        var request = context(moment)
        if let wish = moment.intent, !wish.isEmpty { request.intent = try correction(wish) }
        return request
    }
}

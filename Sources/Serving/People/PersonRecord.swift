import Datasets
import FoundationEssentials
import Storage

/// What a person said about themselves and what they allow; a document with the person as its owner.
public struct PersonRecord: Sendable, Hashable, Codable {
    /// What a person may allow, one by one.
    public enum Purpose: String, Sendable, Codable, CaseIterable {
        /// Answers that read the person's history.
        case personalise
        /// Models that learn from it.
        case train
        /// Anything about the person leaving for a language model.
        case languageModel
        /// Exports for research.
        case research
    }

    /// A decision, and until when it holds.
    public struct Consent: Sendable, Hashable, Codable {
        public var isGiven: Bool
        public var time: Timestamp
        /// The first instant at which it no longer holds; nil = until it is withdrawn.
        public var until: Timestamp?
        public init(isGiven: Bool, time: Timestamp, until: Timestamp? = nil) {
            self.isGiven = isGiven
            self.time = time
            self.until = until
        }
    }

    /// What the person told the profile: more or less of a facet value, −1…1.
    public struct Correction: Sendable, Hashable, Codable {
        public var facet: String
        public var value: String
        /// −1 = never, 0 = no opinion, 1 = as much as possible.
        public var weight: Float
        public init(facet: String, value: String, weight: Float) {
            self.facet = facet
            self.value = value
            self.weight = min(max(weight.isFinite ? weight : 0, -1), 1)
        }
    }

    /// Age in years that the person is taken for; nil = no limit.
    public var maturity: Int?
    /// ISO 3166 code in capitals.
    public var country: String?
    public var consents: [Purpose: Consent]
    public var corrections: [Correction]
    /// Events before this instant say nothing about the person's taste: what "reset my taste" does.
    public var tasteSince: Timestamp?

    public init(
        maturity: Int? = nil, country: String? = nil, consents: [Purpose: Consent] = [:], corrections: [Correction] = [],
        tasteSince: Timestamp? = nil
    ) {
        self.maturity = maturity
        self.country = country
        self.consents = consents
        self.corrections = corrections
        self.tasteSince = tasteSince
    }

    /// Whether a purpose is allowed at an instant; what was never asked has the default of the service.
    public func allows(_ purpose: Purpose, at time: Timestamp, byDefault: Bool) -> Bool {
        guard let consent = consents[purpose] else { return byDefault }
        guard let until = consent.until, until <= time else { return consent.isGiven }
        return consent.isGiven ? false : byDefault
    }
}

// So that consents are written as one object, by name.
extension PersonRecord.Purpose: CodingKeyRepresentable {}

extension ServiceCollection {
    /// `PersonRecord` by user id.
    public static let people: ServiceCollection = "people"
}

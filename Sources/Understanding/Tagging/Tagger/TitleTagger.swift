import Datasets
import Foundation
import Language

/// Gives titles tags of a controlled vocabulary, each with a confidence and what it rests on.
///
/// Four things speak for a tag: cues in the title's own words, facets that imply it, titles near in meaning, titles near in behaviour.
/// Where facets tell the truth for some titles, classifiers of words and vectors are learned for the others; where they do not, cues are
/// taken as noisy labels and spread to neighbours, and what such evidence is worth is learned from the tags whose truth is known
/// (`EvidenceWeights`). What a person decided is never changed.
public struct TitleTagger: Sendable {
    public struct Options: Sendable, Hashable {
        /// From this confidence on a tag is given.
        public var givenFrom = 0.5
        /// Claims below are not recorded.
        public var recordedFrom = 0.25
        public var workers = 1
        public var seed: UInt64 = 1
        public init(workers: Int = 1) { self.workers = workers }
    }

    public let vocabulary: TagVocabulary
    public let options: Options
    private let encoder: (any TextEncoder)?

    /// - Parameter encoder: nil fits a hashed one on the titles.
    public init(vocabulary: TagVocabulary = .standard, encoder: (any TextEncoder)? = nil, options: Options = Options()) {
        (self.vocabulary, self.encoder, self.options) = (vocabulary, encoder, options)
    }

    /// Claims of every title, most confident first.
    ///
    /// - Parameters:
    ///   - behaviour: vectors of the titles in a model of what people watch, `[N, b]`, zeros for titles that nobody watched; or empty.
    ///   - decisions: what people decided, by the title's id.
    /// - Returns: the same for the same titles, whatever the number of workers.
    /// - Complexity: O(N² · D) for neighbours, beside the encoder.
    public func tag(_ titles: [TaggedTitle], behaviour: [Float] = [], decisions: [String: [TagDecision]] = [:]) -> [[TagClaim]] {
        guard !titles.isEmpty else { return [] }
        let texts = titles.map(\.text)
        let used = encoder ?? HashedTextEncoder(fitting: texts)
        let vectors = used.encode(texts, workers: options.workers)
        let catalogue = TaggedCatalogue(
            titles, EvidenceReader(vocabulary), vectors: vectors, behaviour: behaviour, decisions: decisions, workers: options.workers)
        let learned = LearnedTags(catalogue, texts: texts, vectors: vectors, behaviour: behaviour, options)
        let weights = catalogue.evidenceWeights()
        var claims = titles.indices.map { catalogue.claims(of: $0, weights, learned) }
        recalibrate(&claims, catalogue)
        return claims.enumerated().map { settle($1, catalogue.decisions[$0]) }
    }

    /// What people decided about a tag's claims tells how much its confidence is worth.
    private func recalibrate(_ claims: inout [[TagClaim]], _ catalogue: TaggedCatalogue) {
        var judged: [String: (logits: [Float], truth: [Bool])] = [:]
        for (title, decided) in catalogue.decisions.enumerated() {
            for claim in claims[title] {
                guard let place = vocabulary.place(of: claim.tag), let verdict = decided[place] else { continue }
                judged[claim.tag, default: ([], [])].logits.append(Self.logit(claim.confidence))
                judged[claim.tag]!.truth.append(verdict)
            }
        }
        let scalings = judged.compactMapValues { judged -> PlattScaling? in
            let accepted = judged.truth.lazy.filter { $0 }.count
            guard accepted >= 5, judged.truth.count - accepted >= 5 else { return nil }
            return PlattScaling(fitting: judged.logits, judged.truth)
        }
        guard !scalings.isEmpty else { return }
        for title in claims.indices {
            for place in claims[title].indices {
                guard let scaling = scalings[claims[title][place].tag] else { continue }
                claims[title][place].confidence = scaling.probability(Self.logit(claims[title][place].confidence))
            }
        }
    }

    private static func logit(_ p: Double) -> Float { Float(TagPropagation.logit(min(0.999, max(0.001, p)))) }

    /// Puts people's decisions in the place of claims, leaves out what is too unlikely, and sorts.
    private func settle(_ claims: [TagClaim], _ decided: [Int: Bool]) -> [TagClaim] {
        var kept = claims.filter { claim in
            claim.confidence >= options.recordedFrom && vocabulary.place(of: claim.tag).map { decided[$0] == nil } ?? false
        }
        for (place, isAccepted) in decided where isAccepted {
            kept.append(TagClaim(tag: vocabulary.tags[place].id, confidence: 1, provenance: .person))
        }
        return kept.sorted { ($1.confidence, $0.tag) < ($0.confidence, $1.tag) }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Buckets of what came out of a choice; bucket 0 is always "unknown".
public struct OutcomeBuckets: Sendable, Hashable, Codable {
    /// Nil when the data has no ratings: every rating is unknown then.
    public let ratingScale: ClosedRange<Float>?
    /// Steps of half a star, or fewer where the scale is longer than nine and a half stars.
    private let ratingSteps: Int

    public init(ratingScale: ClosedRange<Float>?) {
        let length = ratingScale.map { $0.upperBound - $0.lowerBound } ?? 0
        let isUsable = length > 0 && length.isFinite
        self.ratingScale = isUsable ? ratingScale : nil
        ratingSteps = isUsable ? max(1, min(19, Int((min(length, 1000) * 2).rounded()))) : 0
    }

    /// Unknown, and 31 steps of half a doubling from 0 seconds to 9 hours and more.
    public static let durationCount = 32
    /// Unknown, and ten tenths.
    public static let completionCount = 11
    /// Unknown, and each half star of the scale: at most 21.
    public var ratingCount: Int { ratingScale == nil ? 1 : ratingSteps + 2 }

    /// - Parameter seconds: NaN and negative values are unknown.
    public static func duration(_ seconds: Float?) -> UInt8 {
        guard let seconds, seconds >= 0 else { return 0 }
        return UInt8(1 + min(Float(durationCount - 2), (2 * log2(1 + seconds)).rounded(.down)))
    }

    /// - Parameter share: 0...1, values above count as 1; NaN and negative values are unknown.
    public static func completion(_ share: Float?) -> UInt8 {
        guard let share, share >= 0 else { return 0 }
        return UInt8(1 + min(9, (share * 10).rounded(.down)))
    }

    /// Ratings beyond the ends of the scale count as its ends.
    public func rating(_ value: Float?) -> UInt8 {
        guard let value, let scale = ratingScale, !value.isNaN else { return 0 }
        let clamped = min(max(value, scale.lowerBound), scale.upperBound)
        let place = (clamped - scale.lowerBound) / (scale.upperBound - scale.lowerBound) * Float(ratingSteps)
        return UInt8(1 + place.rounded())
    }
}

extension OutcomeBuckets {
    private enum CodingKeys: String, CodingKey { case lowest, highest }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let lowest = try values.decodeIfPresent(Float.self, forKey: .lowest)
        let highest = try values.decodeIfPresent(Float.self, forKey: .highest)
        guard let lowest, let highest, lowest <= highest else {
            self.init(ratingScale: nil)
            return
        }
        self.init(ratingScale: lowest...highest)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(ratingScale?.lowerBound, forKey: .lowest)
        try values.encodeIfPresent(ratingScale?.upperBound, forKey: .highest)
    }
}

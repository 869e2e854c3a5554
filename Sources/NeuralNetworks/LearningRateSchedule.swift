#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Linear warm-up, then half a cosine down to a floor.
package struct LearningRateSchedule: Sendable {
    package var peak: Float
    package var warmupSteps: Int
    package var totalSteps: Int
    /// Share of the peak that remains at the end.
    package var floor: Float

    package init(peak: Float, warmupSteps: Int, totalSteps: Int, floor: Float = 0.02) {
        self.peak = peak
        self.warmupSteps = warmupSteps
        self.totalSteps = totalSteps
        self.floor = floor
    }

    /// - Parameter step: counted from 0.
    package func rate(at step: Int) -> Float {
        if step < warmupSteps { return peak * Float(step + 1) / Float(warmupSteps) }
        let span = max(1, totalSteps - warmupSteps)
        let progress = min(1, Float(step - warmupSteps) / Float(span))
        return peak * (floor + (1 - floor) * 0.5 * (1 + cos(Float.pi * progress)))
    }
}

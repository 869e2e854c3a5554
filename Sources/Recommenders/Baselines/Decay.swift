#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// 0.5^(distance / halfLife); 1 where the half-life is 0, which means "no decay".
func halved(_ distance: Double, _ halfLife: Double) -> Double {
    halfLife > 0 ? exp2(-distance / halfLife) : 1
}

func power(_ base: Double, _ exponent: Double) -> Double { exponent == 0 ? 1 : pow(base, exponent) }

/// The weight of one step back for a half-life in steps; 1 without decay, never so small that its inverse overflows.
func decayPerStep(halfLife: Double) -> Float { max(Float(halved(1, halfLife)), 1e-6) }

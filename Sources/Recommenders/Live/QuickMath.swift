// Approximations of a few operations each, which a compiler can do for many numbers at once.

/// ln x for normal x > 0, to 3e-5: exponent and a polynomial that is exact at both ends of an octave.
@inline(__always)
func quickLog(_ x: Float) -> Float {
    let bits = x.bitPattern
    let exponent = Float(Int32(bitPattern: bits >> 23) - 127)
    let m = Float(bitPattern: (bits & 0x7F_FFFF) | 0x3F80_0000)
    let bend: Float = 0.906_699_47 + m * (-0.705_313_72 + m * (0.286_166_18 - m * 0.045_300_37))
    return 0.693_147_2 * (exponent + (m - 1) * (1 + (2 - m) * bend))
}

/// eˣ for x ≤ 0, to a relative 1e-5; 0 below −80.
@inline(__always)
func quickExp(_ x: Float) -> Float {
    let y = max(x, -80) * 1.442_695
    let whole = (y + 0.5).rounded(.down)
    let f = y - whole
    let fraction: Float = 1 + f * (0.693_127_26 + f * (0.240_222_12 + f * (0.055_875_57 + f * 0.009_670_77)))
    let power = Float(bitPattern: UInt32(bitPattern: (Int32(whole) + 127) << 23))
    return x < -80 ? 0 : fraction * power
}

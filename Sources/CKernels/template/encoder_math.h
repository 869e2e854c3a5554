// What text encoders need of mathematics: GELU, exact and coarse, and the coarse exponential. Included once per level after math.h.

/// erf(x) within 4e-7: a rational function of x on [-4, 4], beyond which it is ±1 in float32.
/// The minimax coefficients of Eigen's `generic_fast_erf_float` (3.3), without FMA or with it.
TK_INLINE float tk_erff(float x) {
    float z = 4.0f < x ? 4.0f : x;
    z = -4.0f > z ? -4.0f : z;
    float s = z * z;
    float p = -2.72614225801306e-10f;
    p = p * s + 2.77068142495902e-08f;
    p = p * s - 2.10102402082508e-06f;
    p = p * s - 5.69250639462346e-05f;
    p = p * s - 7.34990630326855e-04f;
    p = p * s - 2.95459980854025e-03f;
    p = p * s - 1.60960333262415e-02f;
    float q = -1.45660718464996e-05f;
    q = q * s - 2.13374055278905e-04f;
    q = q * s - 1.68282697438203e-03f;
    q = q * s - 7.37332916720468e-03f;
    q = q * s - 1.42647390514189e-02f;
    float y = z * p / q;
    y = 4.0f <= x ? 1.0f : y;
    return x <= -4.0f ? -1.0f : y;
}

TK_INLINE float tk_geluf(float x) { return 0.5f * x * (1.0f + tk_erff(x * 0.70710678118654752f)); }

/// gelu(x) within 2e-4, for results that become bf16: ½x + |x|·h(|x|), h(t) = Φ(t) − ½ = t · a polynomial in t² up to t = 4, where it
/// reaches ½. Least maximum error of the result, fitted by iteratively reweighted least squares.
TK_INLINE float tk_geluf_coarse(float x) {
    float magnitude = tk_float(tk_bits(x) & 0x7fffffffu);
    float t = magnitude < 4.0f ? magnitude : 4.0f;
    float s = t * t;
    float p = -4.690984822808275e-10f;
    p = p * s + 5.251008872164675e-08f;
    p = p * s + -2.361136012041243e-06f;
    p = p * s + 5.808149217045866e-05f;
    p = p * s + -0.0008877994259819388f;
    p = p * s + 0.009059250354766846f;
    p = p * s + -0.06509993225336075f;
    p = p * s + 0.3982086479663849f;
    return 0.5f * x + magnitude * (t * p);
}

/// exp(x) for x ≤ 1 within 4e-6, for results that become bf16; exp(−87) below that.
TK_INLINE float tk_expf_coarse(float x) {
    const float magic = 12582912.0f;  // 1.5 · 2^23: adding it rounds to an integer in the low bits
    float y = (x > -87.0f ? x : -87.0f) * 1.44269504088896341f;
    float shifted = y + magic;
    float r = y - (shifted - magic);
    float p = 9.570089168846607e-3f;
    p = p * r + 5.5917903780937195e-2f;
    p = p * r + 2.402474582195282e-1f;
    p = p * r + 6.931217908859253e-1f;
    p = p * r + 9.999992847442627e-1f;
    return tk_float(tk_bits(p) + (tk_bits(shifted) << 23));
}

/// Σ (x − mean)² of one row.
TK_INLINE float tk_spread(const float *x, float mean, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float distance = x[i] - mean;
        sum += distance * distance;
    }
    return sum;
}

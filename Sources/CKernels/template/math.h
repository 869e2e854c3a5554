// exp, ln and the sigmoid as straight-line code without branches, which every level's vectoriser can widen.
// Included once per level, between its target attributes.

/// Within 2 ulp; 0 where the result would be subnormal, which also keeps slow subnormal arithmetic out.
/// Range reduction by ln 2 in two parts, polynomial of Cephes' expf (Moshier), 2^n in two factors so that the largest
/// results do not overflow early.
TK_INLINE float tk_expf(float x) {
    const float magic = 12582912.0f;  // 1.5 · 2^23: adding it rounds to an integer in the low bits
    const float lowest = -87.33654f;  // ln of the smallest normal number
    int vanishes = x < lowest;
    x = 89.0f < x ? 89.0f : x;
    x = lowest > x ? lowest : x;
    float shifted = x * 1.44269504088896341f + magic;
    float n = shifted - magic;
    float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r;
    p = p + 1.0f;
    int32_t exponent = (int32_t)(tk_bits(shifted) - tk_bits(magic));
    int32_t half = exponent >> 1;
    float low = tk_float((uint32_t)(half + 127) << 23);
    float high = tk_float((uint32_t)(exponent - half + 127) << 23);
    float y = p * low * high;
    return vanishes ? 0.0f : y;
}

/// tk_expf for x ≤ 88, with fewer steps: 2^n needs one factor where no result comes near the largest number.
TK_INLINE float tk_expf_falling(float x) {
    const float magic = 12582912.0f, lowest = -87.33654f;
    int vanishes = x < lowest;
    x = lowest > x ? lowest : x;
    float shifted = x * 1.44269504088896341f + magic;
    float n = shifted - magic;
    float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r;
    p = p + 1.0f;
    float y = p * tk_float((uint32_t)((int32_t)(tk_bits(shifted) - tk_bits(magic)) + 127) << 23);
    return vanishes ? 0.0f : y;
}

/// Within 3 ulp for normal x. Cephes' logf: x = 2^e · m with m in [√½, √2), polynomial in m − 1.
TK_INLINE float tk_logf(float x) {
    uint32_t u = tk_bits(x) - 0x3f3504f3u;
    float e = (float)((int32_t)u >> 23);
    float f = tk_float((u & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
    float p = 7.0376836292e-2f;
    p = p * f - 1.1514610310e-1f;
    p = p * f + 1.1676998740e-1f;
    p = p * f - 1.2420140846e-1f;
    p = p * f + 1.4249322787e-1f;
    p = p * f - 1.6668057665e-1f;
    p = p * f + 2.0000714765e-1f;
    p = p * f - 2.4999993993e-1f;
    p = p * f + 3.3333331174e-1f;
    float square = f * f;
    float y = p * f * square - 2.12194440e-4f * e;
    y = y - 0.5f * square;
    y = f + y;
    y = y + 0.693359375f * e;
    y = x == __builtin_inff() ? x : y;
    y = x < 1.17549435e-38f ? -__builtin_inff() : y;
    y = x < 0.0f ? __builtin_nanf("") : y;
    return x != x ? x : y;
}

TK_INLINE float tk_sigmoidf(float x) { return 1.0f / (1.0f + tk_expf(-x)); }

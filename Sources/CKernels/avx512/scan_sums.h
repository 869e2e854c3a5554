// Sixteen vectors of the type `sums` become one that holds their sixteen sums, in four rounds that each halve their number.
// The including file defines `sums` and add_sums.
TK_INLINE sums sum_rows(const sums x[16]) {
    sums a[8], b[4], c[2];
    #pragma clang loop unroll(full)
    for (int i = 0; i < 8; i++) {  // in each 128 bits: x[i], x[i + 8], and both again
        __m512i p = (__m512i)x[i], q = (__m512i)x[i + 8];
        a[i] = add_sums((sums)_mm512_unpacklo_epi32(p, q), (sums)_mm512_unpackhi_epi32(p, q));
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {  // in each 128 bits: x[i], x[i + 8], x[i + 4], x[i + 12]
        __m512i p = (__m512i)a[i], q = (__m512i)a[i + 4];
        b[i] = add_sums((sums)_mm512_unpacklo_epi64(p, q), (sums)_mm512_unpackhi_epi64(p, q));
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < 2; i++) {  // the lower 256 bits hold those of i, the upper ones those of i + 2
        __m512i p = (__m512i)b[i], q = (__m512i)b[i + 2];
        c[i] = add_sums((sums)_mm512_shuffle_i32x4(p, q, 0x44), (sums)_mm512_shuffle_i32x4(p, q, 0xee));
    }
    __m512i p = (__m512i)c[0], q = (__m512i)c[1];
    __m512i whole = (__m512i)add_sums((sums)_mm512_shuffle_i32x4(p, q, 0x88), (sums)_mm512_shuffle_i32x4(p, q, 0xdd));
    // The four times 128 bits are those of i = 0, 2, 1, 3; inside each: + 0, + 8, + 4, + 12.
    const __m512i order = _mm512_setr_epi32(0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15);
    return (sums)_mm512_permutexvar_epi32(order, whole);
}

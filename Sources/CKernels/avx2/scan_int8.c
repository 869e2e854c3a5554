// Scans of 8-bit rows on AVX2. VPMADDUBSW adds pairs in 16 bits, so the unsigned side is |code| ≤ 127 and the sign goes to the query:
// 2 · 127 · 127 fits.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_SCAN(op) scan_##op##_int8_avx2
#include "scan_lanes.h"

typedef __m256i sums;
TK_INLINE sums zero(void) { return _mm256_setzero_si256(); }
TK_INLINE sums multiply_add(sums sum, raw row, raw query) {
    __m256i code = _mm256_xor_si256(row, _mm256_set1_epi8(-128));
    __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(code), _mm256_sign_epi8(query, code));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
TK_INLINE sums row_offset(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE sums lane_offsets(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE floats to_floats(sums dot, sums offset) { (void)offset; return _mm256_cvtepi32_ps(dot); }
TK_INLINE sums sum_rows(const sums x[8]) {
#define JOIN(low, high) _mm256_set_m128i(high, low)
    TK_SCAN_SUM_ROWS(_mm256_hadd_epi32, _mm_add_epi32, _mm256_extracti128_si256, JOIN);
#undef JOIN
}

#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_int8_avx2 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

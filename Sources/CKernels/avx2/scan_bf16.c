// Scans of bf16 rows on AVX2: either half of a pair is widened to float32.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_SCAN(op) scan_##op##_bf16_avx2
#include "scan_lanes.h"
#include "scan_floats.h"
TK_INLINE __m256 even(raw pairs) { return (__m256)_mm256_slli_epi32(pairs, 16); }
TK_INLINE __m256 odd(raw pairs) { return (__m256)_mm256_and_si256(pairs, _mm256_set1_epi32((int)0xffff0000u)); }
TK_INLINE sums multiply_add(sums sum, raw row, raw query) {
    return _mm256_fmadd_ps(odd(row), odd(query), _mm256_fmadd_ps(even(row), even(query), sum));
}
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_bf16_avx2 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

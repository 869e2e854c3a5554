// Scans of bf16 rows on machines that have AVX-512 but not VDPBF16PS: either half of a pair is widened to float32.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#include "target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_FEATURES))), apply_to = function)
#define TK_SCAN(op) scan_##op##_bf16_widened
#include "scan_lanes.h"
#include "scan_floats.h"
TK_INLINE __m512 even(raw pairs) { return (__m512)_mm512_slli_epi32(pairs, 16); }
TK_INLINE __m512 odd(raw pairs) { return (__m512)_mm512_and_si512(pairs, _mm512_set1_epi32((int)0xffff0000u)); }
TK_INLINE sums multiply_add(sums sum, raw row, raw query) {
    return _mm512_fmadd_ps(odd(row), odd(query), _mm512_fmadd_ps(even(row), even(query), sum));
}
#include "scan_sums.h"
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_bf16_avx512 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

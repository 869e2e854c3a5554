// Scans of 8-bit rows with VPDPBUSD: rows are unsigned (code + 128), queries signed, and what the 128 adds is the same for every row.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#include "target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_FEATURES ",avx512vnni"))), apply_to = function)
#define TK_SCAN(op) scan_##op##_int8
#include "scan_lanes.h"

typedef __m512i sums;
TK_INLINE sums zero(void) { return _mm512_setzero_si512(); }
TK_INLINE sums add_sums(sums a, sums b) { return _mm512_add_epi32(a, b); }
TK_INLINE sums multiply_add(sums sum, raw row, raw query) { return _mm512_dpbusd_epi32(sum, row, query); }
TK_INLINE sums row_offset(const tk_scan_args *x, size_t query) { return _mm512_set1_epi32(128 * x->query_sums[query]); }
TK_INLINE sums lane_offsets(const tk_scan_args *x, size_t query) { return _mm512_slli_epi32(load(x->query_sums + query), 7); }
TK_INLINE floats to_floats(sums dot, sums offset) { return _mm512_cvtepi32_ps(_mm512_sub_epi32(dot, offset)); }

#include "scan_sums.h"
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_int8_avx512_vnni = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

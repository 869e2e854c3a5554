// Scans of float32 rows on AVX-512.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#include "target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_FEATURES))), apply_to = function)
#define TK_SCAN(op) scan_##op##_f32
#include "scan_lanes.h"
#include "scan_floats.h"
TK_INLINE sums multiply_add(sums sum, raw row, raw query) { return _mm512_fmadd_ps((__m512)row, (__m512)query, sum); }
#include "scan_sums.h"
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_f32_avx512 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

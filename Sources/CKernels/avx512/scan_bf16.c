// Scans of bf16 rows with VDPBF16PS.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#include "target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_BF16_FEATURES))), apply_to = function)
#define TK_SCAN(op) scan_##op##_bf16
#include "scan_lanes.h"
#include "scan_floats.h"
TK_INLINE sums multiply_add(sums sum, raw row, raw query) { return _mm512_dpbf16_ps(sum, (__m512bh)row, (__m512bh)query); }
#include "scan_sums.h"
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_bf16_avx512_bf16 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

// Scans of float32 rows on AVX2 and FMA.
#include "../internal/scan.h"
#include "../internal/bits.h"
#if TK_X86
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_SCAN(op) scan_##op##_f32_avx2
#include "scan_lanes.h"
#include "scan_floats.h"
TK_INLINE sums multiply_add(sums sum, raw row, raw query) { return _mm256_fmadd_ps((__m256)row, (__m256)query, sum); }
#include "../template/scan.h"
#include "scan_tiles.h"
#pragma clang attribute pop

const tk_scan_kernels tk_scan_f32_avx2 = {TK_SCAN(rows), TK_SCAN(lanes)};
#endif

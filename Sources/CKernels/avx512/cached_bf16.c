// Attention over pages of bf16, with VDPBF16PS on AVX-512.
#include "../internal/table.h"
#if TK_X86
#include <immintrin.h>
#include "target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_BF16_FEATURES))), apply_to = function)
#define TK_NAME(op) tk_cached_##op##_avx512_bf16
#define TK_CACHED_TABLE tk_cached_avx512_bf16
#define TK_PAIRS 1
#include "cached_engine.h"
#pragma clang attribute pop
#endif

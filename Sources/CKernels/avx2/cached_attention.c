// Attention over pages on 256-bit vectors.
#include "../internal/table.h"
#if TK_X86
#include "../internal/bits.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_NAME(op) tk_##op##_avx2
#define TK_CACHED_TABLE tk_cached_avx2
#include "../template/vectors.h"
#include "../template/cached.h"
#pragma clang attribute pop
#endif

// float32 products on AVX2 and FMA: a micro-tile of 6 rows × 2 vectors, 12 of the 16 registers.
#include "../internal/table.h"
#if TK_X86
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_NAME(op) tk_##op##_avx2
#define TK_WIDTH 8
enum { MR = 6 };
#include "../template/gemm.h"
#pragma clang attribute pop
#endif

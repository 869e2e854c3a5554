// Every operation on 256-bit vectors.
#include "../internal/table.h"
#if TK_X86
#include "../internal/hash.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,bmi,bmi2"))), apply_to = function)
#define TK_NAME(op) tk_##op##_avx2
#include "../template/vectors.h"
#include "../template/all.h"
#pragma clang attribute pop

#define TK_ENTRY(result, name, parameters, arguments) .name = TK_NAME(name),
const tk_table tk_table_avx2 = {
    .level = TK_AVX2, .gemm_f32 = &tk_gemm_engine_avx2, .gemm_fast = &tk_gemm_engine_avx2,
    TK_OPERATIONS(TK_ENTRY)
};
#endif

// Every operation on 512-bit vectors, and the tables of the three levels that use them.
#include "../internal/table.h"
#if TK_X86
#include <immintrin.h>
#include "../internal/hash.h"
#include "target.h"

#pragma clang attribute push(__attribute__((target(TK_AVX512_FEATURES))), apply_to = function)
#define TK_NAME(op) tk_##op##_avx512
#include "../template/vectors.h"
#include "../template/all.h"
#pragma clang attribute pop

#define TK_ENTRY(result, name, parameters, arguments) .name = TK_NAME(name),
const tk_table tk_table_avx512 = {
    .level = TK_AVX512, .gemm_f32 = &tk_gemm_engine_avx512, .gemm_fast = &tk_gemm_engine_avx512,
    TK_OPERATIONS(TK_ENTRY)
};
const tk_table tk_table_avx512_bf16 = {
    .level = TK_AVX512_BF16, .gemm_f32 = &tk_gemm_engine_avx512, .gemm_fast = &tk_gemm_engine_avx512_bf16,
    TK_OPERATIONS(TK_ENTRY)
};
const tk_table tk_table_amx_bf16 = {
    .level = TK_AMX_BF16, .gemm_f32 = &tk_gemm_engine_avx512, .gemm_fast = &tk_gemm_engine_amx,
    TK_OPERATIONS(TK_ENTRY)
};
#endif

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

// Once more with VCVTNEPS2BF16, which the compiler chooses for a conversion to __bf16.
#pragma clang attribute push(__attribute__((target(TK_AVX512_BF16_FEATURES))), apply_to = function)
#undef TK_NAME
#define TK_NAME(op) tk_##op##_avx512_bf16
#undef TK_TO_BF16
#define TK_TO_BF16(x) __builtin_bit_cast(uint16_t, (__bf16)(x))
#include "../template/rounding.h"
#include "../template/operands.h"
#include "../template/encoder.h"
#pragma clang attribute pop

// The other operations of these levels are those of plain AVX-512.
#undef TK_NAME
#define TK_NAME(op) tk_##op##_avx512
#define tk_bf16_from_f32_avx512 tk_bf16_from_f32_avx512_bf16
#define tk_exp_rows_avx512 tk_exp_rows_avx512_bf16
#define tk_attention_weights_avx512 tk_attention_weights_avx512_bf16
#define tk_attention_slopes_avx512 tk_attention_slopes_avx512_bf16
#define tk_rmsnorm_operand_avx512 tk_rmsnorm_operand_avx512_bf16
#define tk_dropout_operand_avx512 tk_dropout_operand_avx512_bf16
#define tk_gate_operand_avx512 tk_gate_operand_avx512_bf16
#define tk_swiglu_operand_avx512 tk_swiglu_operand_avx512_bf16
#define tk_swiglu_backward_operand_avx512 tk_swiglu_backward_operand_avx512_bf16
#define tk_finish_rows_avx512 tk_finish_rows_avx512_bf16
#define tk_softmax_operand_avx512 tk_softmax_operand_avx512_bf16
#define tk_layernorm_operand_avx512 tk_layernorm_operand_avx512_bf16

const tk_table tk_table_avx512_bf16 = {
    .level = TK_AVX512_BF16, .gemm_f32 = &tk_gemm_engine_avx512, .gemm_fast = &tk_gemm_engine_avx512_bf16,
    TK_OPERATIONS(TK_ENTRY)
};
const tk_table tk_table_amx_bf16 = {
    .level = TK_AMX_BF16, .gemm_f32 = &tk_gemm_engine_avx512, .gemm_fast = &tk_gemm_engine_amx,
    TK_OPERATIONS(TK_ENTRY)
};
#endif

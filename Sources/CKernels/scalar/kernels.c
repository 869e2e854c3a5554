// The truth: one element at a time, sums in the order of the index.
#include "../internal/table.h"
#include "../internal/hash.h"

#define TK_NAME(op) tk_##op##_scalar
#define TK_REDUCTION
#define TK_LOOP _Pragma("clang loop vectorize(disable) interleave(disable)")
#define TK_SHORT_LOOP TK_LOOP
#include "../template/all.h"

#define TK_ENTRY(result, name, parameters, arguments) .name = TK_NAME(name),
const tk_table tk_table_scalar = {
    .level = TK_SCALAR, .gemm_f32 = &tk_gemm_engine_scalar, .gemm_fast = &tk_gemm_engine_scalar,
    TK_OPERATIONS(TK_ENTRY)
};

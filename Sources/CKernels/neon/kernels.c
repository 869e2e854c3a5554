// Every operation on 128-bit vectors of arm64, where NEON is part of the baseline.
#include "../internal/table.h"
#if defined(__aarch64__)
#include "../internal/hash.h"

#define TK_NAME(op) tk_##op##_neon
#include "../template/vectors.h"
#include "../template/all.h"

#define TK_ENTRY(result, name, parameters, arguments) .name = TK_NAME(name),
const tk_table tk_table_neon = {
    .level = TK_NEON, .gemm_f32 = &tk_gemm_engine_neon, .gemm_fast = &tk_gemm_engine_neon,
    TK_OPERATIONS(TK_ENTRY)
};
#endif

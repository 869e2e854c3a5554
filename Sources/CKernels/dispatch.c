// Which level this machine has, which one is in use, and the public face of every operation.
#include "internal/table.h"
#include "internal/hash.h"
#include <stdatomic.h>

static _Atomic(const tk_table *) active;

static const tk_table *table_of(tk_level level) {
    switch (level) {
    case TK_SCALAR: return &tk_table_scalar;
    default: return NULL;
    }
}

int tk_level_available(tk_level level) { return table_of(level) != NULL; }

tk_level tk_probe(void) { return TK_SCALAR; }

const tk_table *tk_active_table(void) {
    const tk_table *table = atomic_load_explicit(&active, memory_order_acquire);
    if (table) return table;
    table = table_of(tk_probe());
    atomic_store_explicit(&active, table, memory_order_release);
    return table;
}

tk_level tk_level_current(void) { return tk_active_table()->level; }

int tk_level_set(tk_level level) {
    if (!tk_level_available(level)) return 0;
    atomic_store_explicit(&active, table_of(level), memory_order_release);
    return 1;
}

const char *tk_level_name(tk_level level) {
    switch (level) {
    case TK_SCALAR: return "scalar";
    case TK_AVX2: return "avx2";
    case TK_AVX512: return "avx512";
    case TK_AVX512_BF16: return "avx512-bf16";
    case TK_AMX_BF16: return "amx";
    case TK_NEON: return "neon";
    default: return "unknown";
    }
}

int tk_level_uses_bf16(tk_level level) { return level == TK_AVX512_BF16 || level == TK_AMX_BF16; }

const char *tk_cpu_features(void) { return ""; }

size_t tk_all_engines(const tk_gemm_engine *engines[16]) {
    engines[0] = &tk_gemm_engine_scalar;
    return 1;
}

uint32_t tk_dropout_hash(uint64_t seed, uint64_t index) {
    return tk_hash_low(tk_hash_key_of(seed, (uint32_t)(index >> 32)), (uint32_t)index);
}

void tk_gemm_amx_emulated(const tk_gemm_args *args) { tk_gemm_drive(&tk_gemm_engine_scalar, args, 0); }

#define TK_PUBLIC(result, name, parameters, arguments) \
    result tk_##name parameters { return tk_active_table()->name arguments; }
TK_OPERATIONS(TK_PUBLIC)

// Which level this machine has, which one is in use, and the public face of every operation.
#include "internal/table.h"
#include "internal/hash.h"
#include "internal/probe.h"
#include <stdatomic.h>

static _Atomic(const tk_table *) active;

/// The table of a level, NULL where this machine cannot run it.
static const tk_table *table_of(tk_level level) {
    const tk_cpu *cpu = tk_cpu_get();
    (void)cpu;
    if (level == TK_SCALAR) return &tk_table_scalar;
#if TK_X86
    int avx2 = cpu->avx2 && cpu->fma && cpu->f16c;
    int avx512 = avx2 && cpu->avx512f && cpu->avx512bw && cpu->avx512vl && cpu->avx512dq;
    int bf16 = avx512 && cpu->avx512_bf16;
    if (level == TK_AVX2 && avx2) return &tk_table_avx2;
    if (level == TK_AVX512 && avx512) return &tk_table_avx512;
    if (level == TK_AVX512_BF16 && bf16) return &tk_table_avx512_bf16;
    if (level == TK_AMX_BF16 && bf16 && cpu->amx_bf16 && cpu->amx_permitted) return &tk_table_amx_bf16;
#elif defined(__aarch64__)
    if (level == TK_NEON) return &tk_table_neon;
#endif
    return NULL;
}

int tk_level_available(tk_level level) { return table_of(level) != NULL; }

tk_level tk_probe(void) {
    static const tk_level best_first[] = {TK_AMX_BF16, TK_AVX512_BF16, TK_AVX512, TK_AVX2, TK_NEON};
    for (size_t i = 0; i < sizeof best_first / sizeof best_first[0]; i++) {
        if (tk_level_available(best_first[i])) return best_first[i];
    }
    return TK_SCALAR;
}

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

size_t tk_all_engines(const tk_gemm_engine *engines[16]) {
    size_t count = 0;
    engines[count++] = &tk_gemm_engine_scalar;
    engines[count++] = &tk_gemm_engine_amx_emulated;
#if TK_X86
    engines[count++] = &tk_gemm_engine_avx2;
    engines[count++] = &tk_gemm_engine_avx512;
    engines[count++] = &tk_gemm_engine_avx512_bf16;
    engines[count++] = &tk_gemm_engine_amx;
#elif defined(__aarch64__)
    engines[count++] = &tk_gemm_engine_neon;
#endif
    return count;
}

uint32_t tk_dropout_hash(uint64_t seed, uint64_t index) {
    return tk_hash_low(tk_hash_key_of(seed, (uint32_t)(index >> 32)), (uint32_t)index);
}

#define TK_PUBLIC(result, name, parameters, arguments) \
    result tk_##name parameters { return tk_active_table()->name arguments; }
TK_OPERATIONS(TK_PUBLIC)

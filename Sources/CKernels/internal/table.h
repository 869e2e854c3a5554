// What one level brings: its operations and its two product engines.
#pragma once
#include "operations.h"

#if defined(__x86_64__)
#define TK_X86 1
#endif

/// The parts of a matrix product that depend on the instruction set. The loops around them are in gemm/driver.c.
///
/// A packed panel of A holds `rows` (≤ mr) rows of a block, a packed panel of B `nr` columns; both are padded with
/// zeros to a multiple of `k_unit` in K. Inside a panel the layout belongs to the engine.
typedef struct tk_gemm_engine {
    size_t mr, nr;        // rows and columns of a micro-tile; nr divides TK_GEMM_PANEL
    size_t k_unit;        // K of a panel is rounded up to a multiple of this
    size_t element_bytes; // of a packed element
    size_t kc, mc, nc;    // block sizes; kc is a multiple of k_unit
    int balanced;         // 1 if panels of A may have fewer rows than mr without padding
    /// Packs rows [m0, m0 + rows) × [k0, k0 + k) of A; `panel_rows` is the row count that the layout is made for.
    void (*pack_a)(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows);
    /// Packs [k0, k0 + k) × [n0, n0 + columns) of B, columns ≤ nr, into one panel.
    void (*pack_b)(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns);
    /// c[m, n] = alpha · a_panel · b_panel + beta · c, m ≤ panel_rows, n ≤ nr.
    void (*kernel)(
        const void *a_panel, size_t panel_rows, const void *b_panel, size_t k, float *c, size_t ldc, size_t m, size_t n,
        float alpha, float beta);
    /// The same with rows of A as they lie in memory, `row_units` 32-bit units apart; k is a multiple of k_unit, rows ≤ mr.
    /// NULL where panels are needed.
    void (*kernel_rows)(
        const void *a, size_t row_units, size_t rows, const void *b_panel, size_t k, float *c, size_t ldc, size_t n,
        float alpha, float beta);
    /// c[m, n] += a · b of rows that lie as columns of a panel of 32: unit u of row i is word i + 32 u; rows ≤ mr.
    /// NULL where panels are needed.
    void (*kernel_columns)(const void *a, size_t rows, const void *b_panel, size_t k, float *c, size_t ldc, size_t n);
    /// Called before the first and after the last kernel of a product; NULL where there is nothing to do.
    void (*begin)(void);
    void (*end)(void);
} tk_gemm_engine;

typedef struct tk_table {
    tk_level level;
    const tk_gemm_engine *gemm_f32;   // float32 operands
    const tk_gemm_engine *gemm_fast;  // bf16 operands where the level has them, else gemm_f32
#define TK_FIELD(result, name, parameters, arguments) result (*name) parameters;
    TK_OPERATIONS(TK_FIELD)
#undef TK_FIELD
} tk_table;

extern const tk_table tk_table_scalar;
extern const tk_gemm_engine tk_gemm_engine_scalar, tk_gemm_engine_amx_emulated;
#if TK_X86
extern const tk_table tk_table_avx2, tk_table_avx512, tk_table_avx512_bf16, tk_table_amx_bf16;
extern const tk_gemm_engine tk_gemm_engine_avx2, tk_gemm_engine_avx512, tk_gemm_engine_avx512_bf16, tk_gemm_engine_amx;
#elif defined(__aarch64__)
extern const tk_table tk_table_neon;
extern const tk_gemm_engine tk_gemm_engine_neon;
#endif

/// The table in use.
const tk_table *tk_active_table(void);
/// Every engine that exists in this build, whether the machine can run it or not; returns how many.
size_t tk_all_engines(const tk_gemm_engine *engines[16]);
/// Runs a product with the given engine; `prepacked` says whether args->packed_b is to be used.
void tk_gemm_drive(const tk_gemm_engine *engine, const tk_gemm_args *args, int prepacked);

static inline size_t tk_round_up(size_t value, size_t unit) { return (value + unit - 1) / unit * unit; }
static inline size_t tk_min(size_t a, size_t b) { return a < b ? a : b; }

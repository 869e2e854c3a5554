// Sizes and panels of matrix products, for whoever drives an engine.
#pragma once
#include "table.h"

enum { TK_GEMM_ALIGNMENT = 64, TK_GEMM_PANEL_SLACK = 64, TK_GEMM_MOST_ROWS = 32, TK_GEMM_MOST_COLUMNS = 32 };
/// With fewer panels of A the next panel of B would be asked for faster than it is worked through.
enum { TK_GEMM_PREFETCHED_PANELS = 4 };

/// Bytes of a packed panel of so many rows of A or columns of B.
static inline size_t tk_panel_bytes(const tk_gemm_engine *e, size_t lines, size_t k) {
    return lines * tk_round_up(k, e->k_unit) * e->element_bytes;
}

/// Rows of a panel of A: equal shares, so that 128 rows become ten panels of 13 and not nine of 14 and a rest of 2.
static inline size_t tk_panel_rows(const tk_gemm_engine *e, size_t m) {
    if (!e->balanced || m <= e->mr) return e->balanced && m > 0 ? m : e->mr;
    size_t panels = (m + e->mr - 1) / e->mr;
    return (m + panels - 1) / panels;
}

/// Rows that a panel with `rows` rows is laid out for.
static inline size_t tk_layout_rows(const tk_gemm_engine *e, size_t rows) { return e->balanced ? rows : e->mr; }

/// Whether the engine takes K columns of the rows of A as they lie.
static inline int tk_reads_rows(const tk_gemm_engine *e, const tk_matrix *a, size_t k) {
    tk_type own = e->element_bytes == 2 ? TK_BF16 : TK_F32;
    return e->kernel_rows && a->type == own && a->column_stride == 1 && k % e->k_unit == 0 && a->row_stride % e->k_unit == 0;
}

/// Asks for one of `parts` shares of a panel that will be read soon, in the second-level cache.
static inline void tk_prefetch_share(const char *panel, size_t bytes, size_t part, size_t parts) {
    size_t share = tk_round_up((bytes + parts - 1) / parts, 64);
    for (size_t at = part * share; at < tk_min(bytes, (part + 1) * share); at += 64) __builtin_prefetch(panel + at, 0, 2);
}

/// The engine that products with these flags run on at the level in use.
static inline const tk_gemm_engine *tk_engine_for(uint32_t flags) {
    const tk_table *table = tk_active_table();
    return flags & TK_GEMM_FLOAT32 ? table->gemm_f32 : table->gemm_fast;
}

// Products whose sums are finished tile by tile while they lie in the first-level cache, and never stored as they are.
#include "../internal/gemm.h"

/// The panels of some rows of A, packed where the engine does not read them as they lie.
typedef struct rows_of_a {
    const char *data;
    size_t step;       // bytes from panel to panel
    size_t row_units;  // 0 where they are packed
    size_t rows, per_panel;
} rows_of_a;

static rows_of_a take_rows(const tk_gemm_engine *e, const tk_gemm_args *args, size_t m0, char *packed) {
    rows_of_a x = {.rows = tk_min(e->mc, args->m - m0)};
    // Panels begin at even rows, so that two rows may be finished together.
    x.per_panel = tk_round_up(tk_panel_rows(e, x.rows), 2);
    if (tk_reads_rows(e, &args->a, args->k)) {
        x.row_units = args->a.row_stride / e->k_unit;
        x.step = x.per_panel * x.row_units * 4;
        x.data = (const char *)args->a.data + m0 * x.row_units * 4;
        return x;
    }
    x.step = tk_panel_bytes(e, tk_layout_rows(e, x.per_panel), args->k);
    x.data = packed;
    for (size_t i = 0; i < x.rows; i += x.per_panel, packed += x.step) {
        size_t rows = tk_min(x.per_panel, x.rows - i);
        e->pack_a(packed, &args->a, m0 + i, rows, 0, args->k, tk_layout_rows(e, rows));
    }
    return x;
}

/// One panel of B with all rows.
static void multiply_panel(
    const tk_gemm_engine *e, const rows_of_a *x, const char *b, size_t k, size_t m0, size_t n0, size_t columns,
    const tk_finish *finish) {
    _Alignas(64) float sums[TK_GEMM_MOST_ROWS * TK_GEMM_MOST_COLUMNS];
    const size_t bytes = tk_panel_bytes(e, e->nr, k), panels = (x->rows + x->per_panel - 1) / x->per_panel;
    const size_t ahead = panels >= TK_GEMM_PREFETCHED_PANELS ? bytes : 0;
    for (size_t i = 0; i < panels; i++) {
        const size_t first = i * x->per_panel, rows = tk_min(x->per_panel, x->rows - first);
        const char *a = x->data + i * x->step;
        tk_prefetch_share(b + bytes, ahead, i, panels);
        if (x->row_units) e->kernel_rows(a, x->row_units, rows, b, k, sums, e->nr, columns, 1.0f, 0.0f);
        else e->kernel(a, tk_layout_rows(e, rows), b, k, sums, e->nr, rows, columns, 1.0f, 0.0f);
        tk_finish_rows(finish, m0 + first, n0, sums, e->nr, rows, columns);
    }
}

void tk_gemm_finished(const tk_gemm_args *args, const tk_finish *finish) {
    const tk_gemm_engine *e = tk_engine_for(args->flags);
    char *packed = (char *)tk_round_up((size_t)args->scratch, TK_GEMM_ALIGNMENT);
    const size_t panel = tk_panel_bytes(e, e->nr, args->k);
    if (e->begin) e->begin();
    for (size_t m0 = 0; m0 < args->m; m0 += e->mc) {
        const rows_of_a x = take_rows(e, args, m0, packed);
        const char *b = args->packed_b;
        for (size_t j = 0; j < args->n; j += e->nr, b += panel) {
            multiply_panel(e, &x, b, args->k, m0, j, tk_min(e->nr, args->n - j), finish);
        }
    }
    if (e->end) e->end();
}

size_t tk_gemm_finished_scratch_bytes(size_t m, size_t k) {
    const tk_gemm_engine *engines[16];
    size_t count = tk_all_engines(engines), most = 0;
    for (size_t i = 0; i < count; i++) {
        const tk_gemm_engine *e = engines[i];
        size_t bytes = tk_panel_bytes(e, tk_round_up(tk_min(m, e->mc), e->mr), k) + TK_GEMM_PANEL_SLACK;
        if (bytes > most) most = bytes;
    }
    return most + TK_GEMM_ALIGNMENT;
}

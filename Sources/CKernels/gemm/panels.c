// Products with the rows of A in columns: what one product left in panels is read by the next one without being packed.
#include "../internal/gemm.h"

/// Steps of K whose share of a panel of A and of one of B stay in the first-level cache together.
enum { PANEL_STEPS = 256 };

int tk_reads_panels(void) { return tk_engine_for(0)->kernel_columns != NULL; }

size_t tk_panel_size(size_t m) { return tk_panel_bytes(tk_engine_for(0), TK_GEMM_PANEL, m); }

/// One panel of A with all columns of B; the next panel is `next` bytes further and asked for meanwhile.
static void multiply_panel(
    const tk_gemm_engine *e, float *c, size_t ldc, const char *a, size_t next, const char *b, size_t m, size_t n, size_t k) {
    const size_t whole = tk_panel_bytes(e, e->nr, k), per_tile = tk_panel_rows(e, m);
    const size_t down = (m + per_tile - 1) / per_tile, tiles = down * ((n + e->nr - 1) / e->nr);
    for (size_t p = 0; p < k; p += PANEL_STEPS) {
        const size_t steps = tk_min(PANEL_STEPS, k - p), offset = tk_panel_bytes(e, e->nr, p);
        for (size_t t = 0; t < tiles; t++) {
            const size_t i = t % down * per_tile, j = t / down * e->nr;
            tk_prefetch_share(a + next + offset, tk_panel_bytes(e, TK_GEMM_PANEL, steps), t, tiles);
            e->kernel_columns(a + offset + i * 4, tk_min(per_tile, m - i), b + j / e->nr * whole + offset, steps,
                c + i * ldc + j, ldc, tk_min(e->nr, n - j));
        }
    }
}

void tk_gemm_panels(
    float *c, size_t ldc, const void *panels, size_t panel_bytes, const void *packed_b, size_t m, size_t n, size_t k) {
    const tk_gemm_engine *e = tk_engine_for(0);
    for (size_t i = 0; i < m; i += TK_GEMM_PANEL) {
        const char *a = (const char *)panels + i / TK_GEMM_PANEL * panel_bytes;
        multiply_panel(e, c + i * ldc, ldc, a, panel_bytes, packed_b, tk_min(TK_GEMM_PANEL, m - i), n, k);
    }
}

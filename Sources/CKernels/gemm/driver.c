// The loops of a matrix product around any engine: blocks of B that fit the second-level cache, blocks of A beside
// them, micro-tiles inside. After Van Zee and van de Geijn, "BLIS: A Framework for Rapidly Instantiating BLAS
// Functionality", ACM TOMS 2015.
#include "../internal/gemm.h"

static size_t block_a_bytes(const tk_gemm_engine *e, size_t m, size_t k) {
    size_t rows = tk_round_up(tk_min(m, e->mc), e->mr);
    return tk_round_up(tk_panel_bytes(e, rows, tk_min(k, e->kc)) + TK_GEMM_PANEL_SLACK, TK_GEMM_ALIGNMENT);
}

static size_t block_b_bytes(const tk_gemm_engine *e, size_t n, size_t k) {
    size_t columns = tk_round_up(tk_min(n, e->nc), e->nr);
    return tk_round_up(tk_panel_bytes(e, columns, tk_min(k, e->kc)), TK_GEMM_ALIGNMENT);
}

static size_t scratch_bytes(const tk_gemm_engine *e, size_t m, size_t n, size_t k) {
    return TK_GEMM_ALIGNMENT + block_a_bytes(e, m, k) + block_b_bytes(e, n, k);
}

static void scale_c(const tk_gemm_args *args) {
    for (size_t i = 0; i < args->m; i++) {
        float *row = args->c + i * args->ldc;
        for (size_t j = 0; j < args->n; j++) row[j] = args->beta == 0 ? 0.0f : row[j] * args->beta;
    }
}

/// One block of C: packed rows of A times packed columns of B.
typedef struct block {
    const char *a, *b;
    size_t a_panel_bytes, b_panel_bytes;
    size_t rows_per_panel;
    size_t m, n, k;
    float *c;
    size_t ldc;
    float alpha, beta;
} block;

static void multiply_block(const tk_gemm_engine *e, const block *x) {
    for (size_t j = 0; j < x->n; j += e->nr) {
        const char *b = x->b + j / e->nr * x->b_panel_bytes;
        const char *a = x->a;
        for (size_t i = 0; i < x->m; i += x->rows_per_panel, a += x->a_panel_bytes) {
            size_t rows = tk_min(x->rows_per_panel, x->m - i);
            e->kernel(a, tk_layout_rows(e, rows), b, x->k, x->c + i * x->ldc + j, x->ldc,
                rows, tk_min(e->nr, x->n - j), x->alpha, x->beta);
        }
    }
}

/// The same without packed rows of A: `a` is the first of them, `row_units` units apart.
static void multiply_rows_in_place(const tk_gemm_engine *e, const block *x, const char *a, size_t row_units) {
    const size_t panels = (x->m + x->rows_per_panel - 1) / x->rows_per_panel;
    const size_t ahead = panels >= TK_GEMM_PREFETCHED_PANELS ? tk_panel_bytes(e, e->nr, x->k) : 0;
    for (size_t j = 0; j < x->n; j += e->nr) {
        const char *b = x->b + j / e->nr * x->b_panel_bytes;
        for (size_t i = 0; i < x->m; i += x->rows_per_panel) {
            tk_prefetch_share(b + x->b_panel_bytes, ahead, i / x->rows_per_panel, panels);
            e->kernel_rows(a + i * row_units * 4, row_units, tk_min(x->rows_per_panel, x->m - i), b, x->k,
                x->c + i * x->ldc + j, x->ldc, tk_min(e->nr, x->n - j), x->alpha, x->beta);
        }
    }
}

static void pack_block_a(const tk_gemm_engine *e, char *out, const block *x, const tk_matrix *a, size_t m0, size_t k0) {
    for (size_t i = 0; i < x->m; i += x->rows_per_panel, out += x->a_panel_bytes) {
        size_t rows = tk_min(x->rows_per_panel, x->m - i);
        e->pack_a(out, a, m0 + i, rows, k0, x->k, tk_layout_rows(e, rows));
    }
}

static void pack_block_b(const tk_gemm_engine *e, char *out, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t n) {
    size_t bytes = tk_panel_bytes(e, e->nr, k);
    for (size_t j = 0; j < n; j += e->nr, out += bytes) {
        e->pack_b(out, b, k0, k, n0 + j, tk_min(e->nr, n - j));
    }
}

/// All rows of C for one block of columns and one block of K.
static void multiply_rows(const tk_gemm_engine *e, const tk_gemm_args *args, block *x, char *packed_a, size_t j0, size_t k0) {
    for (size_t i0 = 0; i0 < args->m; i0 += e->mc) {
        x->m = tk_min(e->mc, args->m - i0);
        x->rows_per_panel = tk_panel_rows(e, x->m);
        x->a_panel_bytes = tk_panel_bytes(e, x->rows_per_panel, x->k);
        x->c = args->c + i0 * args->ldc + j0;
        if (tk_reads_rows(e, &args->a, args->k)) {
            const char *a = (const char *)args->a.data + (i0 * args->a.row_stride + k0) * e->element_bytes;
            multiply_rows_in_place(e, x, a, args->a.row_stride / e->k_unit);
            continue;
        }
        pack_block_a(e, packed_a, x, &args->a, i0, k0);
        x->a = packed_a;
        multiply_block(e, x);
    }
}

/// `packed_k` is the number of rows of args->packed_b, 0 where B is packed here.
static void drive(const tk_gemm_engine *e, const tk_gemm_args *args, size_t packed_k) {
    if (args->m == 0 || args->n == 0) return;
    if (args->k == 0 || args->alpha == 0) { scale_c(args); return; }
    char *packed_a = (char *)tk_round_up((size_t)args->scratch, TK_GEMM_ALIGNMENT);
    char *packed_b = packed_a + block_a_bytes(e, args->m, args->k);
    size_t whole_panel = tk_panel_bytes(e, e->nr, packed_k);
    block x = {.ldc = args->ldc, .alpha = args->alpha};
    if (e->begin) e->begin();
    for (size_t j0 = 0; j0 < args->n; j0 += e->nc) {
        x.n = tk_min(e->nc, args->n - j0);
        for (size_t k0 = 0; k0 < args->k; k0 += e->kc) {
            x.k = tk_min(e->kc, args->k - k0);
            x.beta = k0 == 0 ? args->beta : 1.0f;
            if (packed_k) {
                x.b = (const char *)args->packed_b + j0 / e->nr * whole_panel + tk_panel_bytes(e, e->nr, k0);
                x.b_panel_bytes = whole_panel;
            } else {
                pack_block_b(e, packed_b, &args->b, k0, x.k, j0, x.n);
                x.b = packed_b;
                x.b_panel_bytes = tk_panel_bytes(e, e->nr, x.k);
            }
            multiply_rows(e, args, &x, packed_a, j0, k0);
        }
    }
    if (e->end) e->end();
}

void tk_gemm_drive(const tk_gemm_engine *e, const tk_gemm_args *args, int prepacked) { drive(e, args, prepacked ? args->k : 0); }

void tk_gemm(const tk_gemm_args *args) { tk_gemm_drive(tk_engine_for(args->flags), args, 0); }

void tk_gemm_prepacked(const tk_gemm_args *args) { tk_gemm_drive(tk_engine_for(args->flags), args, 1); }

void tk_gemm_prepacked_part(const tk_gemm_args *args, size_t packed_k) { drive(tk_engine_for(args->flags), args, packed_k); }

size_t tk_gemm_scratch_bytes(size_t m, size_t n, size_t k) {
    const tk_gemm_engine *engines[16];
    size_t count = tk_all_engines(engines), most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t bytes = scratch_bytes(engines[i], m, n, k);
        if (bytes > most) most = bytes;
    }
    return most;
}

size_t tk_gemm_packed_b_bytes(size_t k, size_t n, uint32_t flags) {
    const tk_gemm_engine *e = tk_engine_for(flags);
    return tk_panel_bytes(e, tk_round_up(n, e->nr), k);
}

size_t tk_gemm_packed_b_offset(size_t k, size_t first, uint32_t flags) {
    return tk_panel_bytes(tk_engine_for(flags), first, k);
}

void tk_gemm_pack_b(void *packed, const tk_matrix *b, size_t k, size_t n, size_t first, size_t count, uint32_t flags) {
    const tk_gemm_engine *e = tk_engine_for(flags);
    count = tk_min(count, first < n ? n - first : 0);
    pack_block_b(e, (char *)packed + tk_panel_bytes(e, first, k), b, 0, k, first, count);
}

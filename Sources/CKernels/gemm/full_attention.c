// Attention without a mask, for one text and head: keys and values are packed once, and some rows of scores at a time live in the
// first-level cache, from the first product to the second.
#include "../internal/gemm.h"

enum { PANELS_AT_ONCE = 2 };

/// Scratch in pieces.
typedef struct room {
    char *keys, *values, *a_panel;
    float *scores, *sums, *inverse;
    char *weights;
} room;

static size_t padded_rows(const tk_gemm_engine *e, size_t rows) { return tk_round_up(rows, e->k_unit > 16 ? e->k_unit : 16); }

/// Lays out the scratch from `base` on and returns where it ends.
static char *lay_out(room *x, const tk_gemm_engine *e, char *base, size_t rows, size_t d) {
    const size_t padded = padded_rows(e, rows), block = PANELS_AT_ONCE * e->mr;
    x->keys = base;
    x->values = x->keys + tk_round_up(tk_panel_bytes(e, tk_round_up(rows, e->nr), d), TK_GEMM_ALIGNMENT);
    x->a_panel = x->values + tk_round_up(tk_panel_bytes(e, tk_round_up(d, e->nr), rows), TK_GEMM_ALIGNMENT);
    char *next = x->a_panel + tk_round_up(tk_panel_bytes(e, e->mr, d > padded ? d : padded) + TK_GEMM_PANEL_SLACK, TK_GEMM_ALIGNMENT);
    x->scores = (float *)next;
    x->weights = next + block * padded * sizeof(float);
    x->sums = (float *)(x->weights + block * padded * sizeof(float));
    x->inverse = x->sums + e->mr * tk_round_up(d, 16);
    return (char *)(x->inverse + tk_round_up(block, 16));
}

static void pack(const tk_gemm_engine *e, char *out, const tk_matrix *b, size_t k, size_t n) {
    for (size_t j = 0; j < n; j += e->nr, out += tk_panel_bytes(e, e->nr, k)) e->pack_b(out, b, 0, k, j, tk_min(e->nr, n - j));
}

/// c[rows, n] = rows of A from `first` on · B, for at most mr rows; `k` is what A has, whole units of it where B is padded.
static void multiply(
    const tk_gemm_engine *e, const tk_matrix *a, size_t first, size_t rows, const char *b, size_t k, size_t n, float *c, size_t ldc,
    char *a_panel) {
    const size_t panel = tk_panel_bytes(e, e->nr, k), layout = tk_layout_rows(e, rows);
    const int in_place = tk_reads_rows(e, a, k);
    if (!in_place) e->pack_a(a_panel, a, first, rows, 0, k, layout);
    for (size_t j = 0; j < n; j += e->nr, b += panel) {
        const size_t columns = tk_min(e->nr, n - j);
        if (in_place) {
            const char *data = (const char *)a->data + first * a->row_stride * e->element_bytes;
            e->kernel_rows(data, a->row_stride / e->k_unit, rows, b, k, c + j, ldc, columns, 1.0f, 0.0f);
        } else {
            e->kernel(a_panel, layout, b, k, c + j, ldc, rows, columns, 1.0f, 0.0f);
        }
    }
}

/// Rows first ..< first + rows, some panels of them.
static void attend(
    const tk_gemm_engine *e, const tk_full_attention_args *x, const room *space, size_t first, size_t rows, size_t per_panel) {
    const size_t padded = padded_rows(e, x->rows), ldc = tk_round_up(x->d, 16);
    const tk_matrix q = {x->q, x->type, x->stride, 1}, p = {space->weights, x->type, padded, 1};
    for (size_t i = 0; i < rows; i += per_panel) {
        multiply(e, &q, first + i, tk_min(per_panel, rows - i), space->keys, x->d, x->rows, space->scores + i * padded, padded,
            space->a_panel);
    }
    tk_softmax_operand(space->weights, x->type, space->inverse, space->scores, padded, rows, x->rows, padded);
    const size_t bytes = x->type == TK_BF16 ? 2 : 4;
    const tk_finish finish = {
        .out = (char *)x->out + first * x->out_stride * bytes, .type = x->type, .stride = x->out_stride, .scales = space->inverse};
    for (size_t i = 0; i < rows; i += per_panel) {
        const size_t some = tk_min(per_panel, rows - i);
        multiply(e, &p, i, some, space->values, tk_round_up(x->rows, e->k_unit), x->d, space->sums, ldc, space->a_panel);
        tk_finish_rows(&finish, i, 0, space->sums, ldc, some, x->d);
    }
}

void tk_full_attention(const tk_full_attention_args *x) {
    if (x->rows == 0 || x->d == 0) return;
    const tk_gemm_engine *e = tk_engine_for(x->flags);
    room space;
    lay_out(&space, e, (char *)tk_round_up((size_t)x->scratch, TK_GEMM_ALIGNMENT), x->rows, x->d);
    const tk_matrix keys = {x->k, x->type, 1, x->stride}, values = {x->v, x->type, x->stride, 1};
    if (e->begin) e->begin();
    pack(e, space.keys, &keys, x->d, x->rows);
    pack(e, space.values, &values, x->rows, x->d);
    const size_t per_panel = tk_panel_rows(e, x->rows), block = PANELS_AT_ONCE * per_panel;
    for (size_t first = 0; first < x->rows; first += block) {
        attend(e, x, &space, first, tk_min(block, x->rows - first), per_panel);
    }
    if (e->end) e->end();
}

size_t tk_full_attention_scratch_bytes(size_t rows, size_t d) {
    const tk_gemm_engine *engines[16];
    size_t count = tk_all_engines(engines), most = 0;
    for (size_t i = 0; i < count; i++) {
        room space;
        size_t bytes = (size_t)(lay_out(&space, engines[i], (char *)TK_GEMM_ALIGNMENT, rows, d) - (char *)TK_GEMM_ALIGNMENT);
        if (bytes > most) most = bytes;
    }
    return most + 2 * TK_GEMM_ALIGNMENT;
}

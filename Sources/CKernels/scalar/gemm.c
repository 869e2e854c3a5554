// The product engine of the scalar level: panels [K][rows] and [K][nr], every sum in the order of k.
#include "../internal/table.h"
#include "../internal/bits.h"

enum { MR = 4, NR = 16 };

static float element(const tk_matrix *x, size_t i, size_t j) {
    size_t at = i * x->row_stride + j * x->column_stride;
    return x->type == TK_F32 ? ((const float *)x->data)[at] : tk_from_bf16(((const uint16_t *)x->data)[at]);
}

static void pack_a(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows) {
    float *out = panel;
    for (size_t p = 0; p < k; p++) {
        for (size_t i = 0; i < panel_rows; i++) *out++ = i < rows ? element(a, m0 + i, k0 + p) : 0.0f;
    }
}

static void pack_b(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns) {
    float *out = panel;
    for (size_t p = 0; p < k; p++) {
        for (size_t j = 0; j < NR; j++) *out++ = j < columns ? element(b, k0 + p, n0 + j) : 0.0f;
    }
}

static void kernel(
    const void *a_panel, size_t panel_rows, const void *b_panel, size_t k, float *c, size_t ldc, size_t m, size_t n,
    float alpha, float beta) {
    const float *a = a_panel, *b = b_panel;
    for (size_t i = 0; i < m; i++) {
        float sums[NR] = {0};
        for (size_t p = 0; p < k; p++) {
            for (size_t j = 0; j < NR; j++) sums[j] += a[p * panel_rows + i] * b[p * NR + j];
        }
        float *row = c + i * ldc;
        for (size_t j = 0; j < n; j++) row[j] = beta == 0 ? alpha * sums[j] : alpha * sums[j] + beta * row[j];
    }
}

const tk_gemm_engine tk_gemm_engine_scalar = {
    .mr = MR, .nr = NR, .k_unit = 1, .element_bytes = sizeof(float),
    .kc = 256, .mc = 128, .nc = 512, .balanced = 1,
    .pack_a = pack_a, .pack_b = pack_b, .kernel = kernel,
};

// The product engine of AVX-512, for float32 (TK_PAIRS 0) or bf16 pairs (TK_PAIRS 1), which share every address:
// panels of A are [units][rows], panels of B [units][32], both of 32-bit units.
//
// The micro-tile is 14 rows × 2 vectors: 28 accumulators, two vectors of B and a broadcast element of A fill the 32
// registers, and 16 loads feed 28 multiply-adds.
#include "lanes.h"

enum { MR = 14, NR = 32, WIDTH = 16 };

static void TK_NAME(pack_a)(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows) {
    lanes x = {a->data, a->type == TK_BF16, a->row_stride, a->column_stride};
    pack_lines(panel, panel_rows * 4, &x, m0, rows, k0, k);
}

static void TK_NAME(pack_b)(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns) {
    lanes x = {b->data, b->type == TK_BF16, b->column_stride, b->row_stride};
    pack_lines(panel, NR * 4, &x, n0, columns, k0, k);
    if (columns > WIDTH) pack_lines((char *)panel + WIDTH * 4, NR * 4, &x, n0 + WIDTH, columns - WIDTH, k0, k);
}

TK_INLINE __m512 multiply_add(__m512 sum, __m512i a, __m512i b) {
#if TK_PAIRS
    return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
#else
    return _mm512_fmadd_ps((__m512)a, (__m512)b, sum);
#endif
}

TK_INLINE void store(float *c, __mmask16 mask, __m512 sum, float alpha, float beta) {
    __m512 scaled = _mm512_mul_ps(sum, _mm512_set1_ps(alpha));
    if (beta != 0) scaled = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(mask, c), _mm512_set1_ps(beta), scaled);
    _mm512_mask_storeu_ps(c, mask, scaled);
}

/// `rows` and `vectors` are constants of the caller: the loops over them unroll into registers.
/// Unit u of row i lies at a[i * line + u * step].
TK_INLINE void tile(
    const int rows, const int vectors, const int32_t *a, size_t line, size_t step, const char *b, size_t units, float *c, size_t ldc,
    size_t n, float alpha, float beta) {
    __m512 sums[MR][2];
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) sums[i][0] = sums[i][1] = _mm512_setzero_ps();
    for (size_t u = 0; u < units; u++, a += step, b += NR * 4) {
        __m512i b0 = _mm512_loadu_si512(b);
        __m512i b1 = vectors > 1 ? _mm512_loadu_si512(b + 64) : b0;
        #pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            __m512i x = _mm512_set1_epi32(a[i * line]);
            sums[i][0] = multiply_add(sums[i][0], x, b0);
            if (vectors > 1) sums[i][1] = multiply_add(sums[i][1], x, b1);
        }
    }
    __mmask16 first = mask16(n), second = n > WIDTH ? mask16(n - WIDTH) : 0;
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
        store(c + i * ldc, first, sums[i][0], alpha, beta);
        if (vectors > 1) store(c + i * ldc + WIDTH, second, sums[i][1], alpha, beta);
    }
}

#define ALL_TILES \
    TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)

static void TK_NAME(kernel)(
    const void *a, size_t panel_rows, const void *b, size_t k, float *c, size_t ldc, size_t m, size_t n,
    float alpha, float beta) {
    (void)m;  // panels are never padded in M
    size_t units = (k + UNIT - 1) / UNIT;
#define TILE(rows) \
    case rows: \
        if (n > WIDTH) tile(rows, 2, a, 1, rows, b, units, c, ldc, n, alpha, beta); \
        else tile(rows, 1, a, 1, rows, b, units, c, ldc, n, alpha, beta); \
        break;
    switch (panel_rows) { ALL_TILES }
#undef TILE
}

/// Rows of A as they lie in memory: no panel is packed.
static void TK_NAME(kernel_rows)(
    const void *a, size_t row_units, size_t rows, const void *b, size_t k, float *c, size_t ldc, size_t n, float alpha, float beta) {
    size_t units = k / UNIT;
#define TILE(rows) \
    case rows: \
        if (n > WIDTH) tile(rows, 2, a, row_units, 1, b, units, c, ldc, n, alpha, beta); \
        else tile(rows, 1, a, row_units, 1, b, units, c, ldc, n, alpha, beta); \
        break;
    switch (rows) { ALL_TILES }
#undef TILE
}

/// Rows of A that lie as columns of a panel.
static void TK_NAME(kernel_columns)(const void *a, size_t rows, const void *b, size_t k, float *c, size_t ldc, size_t n) {
    size_t units = (k + UNIT - 1) / UNIT;
#define TILE(rows) \
    case rows: \
        if (n > WIDTH) tile(rows, 2, a, 1, NR, b, units, c, ldc, n, 1.0f, 1.0f); \
        else tile(rows, 1, a, 1, NR, b, units, c, ldc, n, 1.0f, 1.0f); \
        break;
    switch (rows) { ALL_TILES }
#undef TILE
}

const tk_gemm_engine TK_NAME(gemm_engine) = {
    .mr = MR, .nr = NR, .k_unit = UNIT, .element_bytes = TK_PAIRS ? 2 : 4,
    .kc = TK_PAIRS ? 512 : 256, .mc = 448, .nc = 1024, .balanced = 1,
    .pack_a = TK_NAME(pack_a), .pack_b = TK_NAME(pack_b), .kernel = TK_NAME(kernel),
    .kernel_rows = TK_NAME(kernel_rows), .kernel_columns = TK_NAME(kernel_columns),
};

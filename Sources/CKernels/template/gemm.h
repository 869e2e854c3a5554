// The float32 product engine for vectors of TK_WIDTH floats, in the compiler's vector types: AVX2 and NEON.
// Panels of A are [K][rows], panels of B [K][NR]. The including file defines TK_NAME, TK_WIDTH and MR.
#include "../internal/bits.h"

enum { NR = 16, VECTORS = NR / TK_WIDTH };

typedef float vector __attribute__((vector_size(TK_WIDTH * 4)));
typedef float quad __attribute__((vector_size(16)));
typedef uint32_t quad_bits __attribute__((vector_size(16)));
typedef uint16_t quad_bf16 __attribute__((vector_size(8)));

/// Four neighbours, as float32.
TK_INLINE quad load_quad(const tk_matrix *x, size_t at) {
    if (x->type == TK_F32) {
        quad value;
        memcpy(&value, (const float *)x->data + at, sizeof value);
        return value;
    }
    quad_bf16 half;
    memcpy(&half, (const uint16_t *)x->data + at, sizeof half);
    return (quad)(__builtin_convertvector(half, quad_bits) << 16);
}

TK_INLINE float load_one(const tk_matrix *x, size_t at) {
    return x->type == TK_F32 ? ((const float *)x->data)[at] : tk_from_bf16(((const uint16_t *)x->data)[at]);
}

TK_INLINE void store_quad(float *out, quad value) { memcpy(out, &value, sizeof value); }

/// Four lines of four steps, lines contiguous in k, to four steps of four lines.
TK_INLINE void transpose_quad(float *out, size_t stride, quad a, quad b, quad c, quad d) {
    quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    quad cd = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    store_quad(out, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
    store_quad(out + stride, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
    store_quad(out + 2 * stride, __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5));
    store_quad(out + 3 * stride, __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7));
}

/// Lines [first, first + lines) × [0, k) element by element, to out[p · stride + line].
TK_INLINE void pack_plain(
    float *out, size_t stride, const tk_matrix *x, size_t at, size_t line_stride, size_t k_stride, size_t lines, size_t k) {
    for (size_t p = 0; p < k; p++) {
        for (size_t i = 0; i < lines; i++) out[p * stride + i] = load_one(x, at + i * line_stride + p * k_stride);
    }
}

/// Four lines, whichever way they lie in memory.
TK_INLINE void pack_four(
    float *out, size_t stride, const tk_matrix *x, size_t at, size_t line_stride, size_t k_stride, size_t k) {
    if (line_stride == 1) {
        for (size_t p = 0; p < k; p++) store_quad(out + p * stride, load_quad(x, at + p * k_stride));
        return;
    }
    size_t p = 0;
    for (; p + 4 <= k; p += 4) {
        size_t here = at + p * k_stride;
        transpose_quad(out + p * stride, stride, load_quad(x, here), load_quad(x, here + line_stride),
            load_quad(x, here + 2 * line_stride), load_quad(x, here + 3 * line_stride));
    }
    pack_plain(out + p * stride, stride, x, at + p * k_stride, line_stride, k_stride, 4, k - p);
}

TK_INLINE void pack_lines(
    float *out, size_t stride, const tk_matrix *x, size_t at, size_t line_stride, size_t k_stride, size_t lines, size_t k) {
    size_t i = 0;
    for (; i + 4 <= lines; i += 4) pack_four(out + i, stride, x, at + i * line_stride, line_stride, k_stride, k);
    pack_plain(out + i, stride, x, at + i * line_stride, line_stride, k_stride, lines - i, k);
}

static void TK_NAME(pack_a)(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows) {
    size_t at = m0 * a->row_stride + k0 * a->column_stride;
    pack_lines(panel, panel_rows, a, at, a->row_stride, a->column_stride, rows, k);
}

static void TK_NAME(pack_b)(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns) {
    if (columns < NR) memset(panel, 0, k * NR * sizeof(float));
    size_t at = k0 * b->row_stride + n0 * b->column_stride;
    pack_lines(panel, NR, b, at, b->column_stride, b->row_stride, columns, k);
}

TK_INLINE vector load_vector(const float *p) { vector x; memcpy(&x, p, sizeof x); return x; }

TK_INLINE void store_row(float *c, const vector *sums, size_t n, float alpha, float beta) {
    float row[NR];
    memcpy(row, sums, sizeof row);
    for (size_t j = 0; j < n; j++) c[j] = beta == 0 ? alpha * row[j] : alpha * row[j] + beta * c[j];
}

TK_INLINE void store_full_row(float *c, const vector *sums, float alpha, float beta) {
    #pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) {
        vector y = sums[v] * alpha;
        if (beta != 0) y = y + load_vector(c + v * TK_WIDTH) * beta;
        memcpy(c + v * TK_WIDTH, &y, sizeof y);
    }
}

/// `rows` is a constant of the caller: the loops over it unroll into registers.
TK_INLINE void tile(
    const int rows, const float *a, const float *b, size_t k, float *c, size_t ldc, size_t n, float alpha, float beta) {
    vector sums[MR][VECTORS];
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
        #pragma clang loop unroll(full)
        for (int v = 0; v < VECTORS; v++) sums[i][v] = (vector){0};
    }
    for (size_t p = 0; p < k; p++, a += rows, b += NR) {
        vector columns[VECTORS];
        #pragma clang loop unroll(full)
        for (int v = 0; v < VECTORS; v++) columns[v] = load_vector(b + v * TK_WIDTH);
        #pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            #pragma clang loop unroll(full)
            for (int v = 0; v < VECTORS; v++) sums[i][v] = sums[i][v] + columns[v] * a[i];
        }
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
        if (n == NR) store_full_row(c + i * ldc, sums[i], alpha, beta);
        else store_row(c + i * ldc, sums[i], n, alpha, beta);
    }
}

static void TK_NAME(kernel)(
    const void *a, size_t panel_rows, const void *b, size_t k, float *c, size_t ldc, size_t m, size_t n,
    float alpha, float beta) {
    (void)m;  // panels are never padded in M
    switch (panel_rows) {
    case 1: tile(1, a, b, k, c, ldc, n, alpha, beta); break;
    case 2: tile(2, a, b, k, c, ldc, n, alpha, beta); break;
    case 3: tile(3, a, b, k, c, ldc, n, alpha, beta); break;
    case 4: tile(4, a, b, k, c, ldc, n, alpha, beta); break;
    case 5: tile(5, a, b, k, c, ldc, n, alpha, beta); break;
    case 6: tile(6, a, b, k, c, ldc, n, alpha, beta); break;
    }
}

const tk_gemm_engine TK_NAME(gemm_engine) = {
    .mr = MR, .nr = NR, .k_unit = 1, .element_bytes = sizeof(float),
    .kc = 384, .mc = 192, .nc = 1024, .balanced = 1,
    .pack_a = TK_NAME(pack_a), .pack_b = TK_NAME(pack_b), .kernel = TK_NAME(kernel),
};

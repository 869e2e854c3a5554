// Attention over pages on 512-bit vectors, for float32 (TK_PAIRS 0) or bf16 pairs (TK_PAIRS 1), which share every address.
// The including file defines TK_NAME, TK_CACHED_TABLE and TK_PAIRS, and has set its target attributes.
//
// Sums run in the order of the units, as in the product engine, so that reading kept keys gives the bits of reading all anew.
#include <immintrin.h>
#include "../cached/cached.h"
#include "../internal/bits.h"

enum { ROWS = 8, PER_UNIT = TK_PAIRS ? 2 : 1, WIDTH = 16, LARGEST_D = 2048 };

TK_INLINE __mmask16 mask_of(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }

TK_INLINE __m512 multiply_add(__m512 sum, __m512i a, __m512i b) {
#if TK_PAIRS
    return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
#else
    return _mm512_fmadd_ps((__m512)a, (__m512)b, sum);
#endif
}

/// The first `count` floats of a row as units, the last one filled with zero. In place allowed.
TK_INLINE void to_units(int32_t *out, const float *x, size_t count) {
#if TK_PAIRS
    for (size_t i = 0; i < count; i += WIDTH) {
        __m512 values = _mm512_maskz_loadu_ps(mask_of(count - i), x + i);
        _mm256_mask_storeu_epi32(out + i / 2, (__mmask8)mask_of((tk_min(count - i, WIDTH) + 1) / 2), (__m256i)_mm512_cvtneps_pbh(values));
    }
#else
    if ((const void *)out != (const void *)x) memcpy(out, x, count * 4);
#endif
}

static void TK_NAME(store)(void *page, size_t slot, const float *key, const float *value, size_t heads, size_t d) {
    size_t units = (d + PER_UNIT - 1) / PER_UNIT, width = heads * d;
    uint32_t *keys = (uint32_t *)page + slot;
    uint32_t *values = (uint32_t *)page + heads * units * TK_TOKENS + slot / PER_UNIT * width;
    int32_t buffer[LARGEST_D / PER_UNIT];
    for (size_t h = 0; h < heads; h++, keys += units * TK_TOKENS) {
        to_units(buffer, key + h * d, d);
        for (size_t u = 0; u < units; u++) keys[u * TK_TOKENS] = (uint32_t)buffer[u];
    }
    for (size_t c = 0; c < width; c += WIDTH) {
        __mmask16 mask = mask_of(width - c);
        __m512 x = _mm512_maskz_loadu_ps(mask, value + c);
#if TK_PAIRS
        __m512i rounded = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(x));
        __m512i pair = slot % 2 == 0
            ? rounded
            : _mm512_or_si512(_mm512_slli_epi32(rounded, 16),
                  _mm512_and_si512(_mm512_maskz_loadu_epi32(mask, values + c), _mm512_set1_epi32(0xffff)));
        _mm512_mask_storeu_epi32(values + c, mask, pair);
#else
        _mm512_mask_storeu_epi32(values + c, mask, (__m512i)x);
#endif
    }
}

/// `rows` is a constant of the caller: the loops over it unroll into registers.
TK_INLINE void page_scores(const int rows, float *s, size_t s_stride, const int32_t *q, const char *keys, size_t units, float scale) {
    __m512 sums[ROWS];
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) sums[r] = _mm512_setzero_ps();
    for (size_t u = 0; u < units; u++) {
        __m512i k = _mm512_loadu_si512(keys + u * 64);
        #pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) sums[r] = multiply_add(sums[r], _mm512_set1_epi32(q[r * units + u]), k);
    }
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) _mm512_storeu_ps(s + r * s_stride, _mm512_mul_ps(sums[r], _mm512_set1_ps(scale)));
}

#define TK_ROW_CASES(CASE) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)

static void TK_NAME(scores)(
    float *s, size_t s_stride, const float *q, size_t q_stride, size_t rows, const void *const *pages, size_t keys,
    size_t d, size_t key_offset, float scale) {
    size_t units = (d + PER_UNIT - 1) / PER_UNIT;
    int32_t operands[ROWS * LARGEST_D / PER_UNIT];
    for (size_t first = 0; first < rows; first += ROWS, s += ROWS * s_stride, q += ROWS * q_stride) {
        size_t count = tk_min(rows - first, ROWS);
        for (size_t r = 0; r < count; r++) to_units(operands + r * units, q + r * q_stride, d);
        for (size_t page = 0; page * TK_TOKENS < keys; page++) {
            const char *k = (const char *)pages[page] + key_offset;
            switch (count) {
#define CASE(n) case n: page_scores(n, s + page * TK_TOKENS, s_stride, operands, k, units, scale); break;
                TK_ROW_CASES(CASE)
#undef CASE
            }
        }
    }
}

/// Up to two vectors of columns, `second` telling whether there is a second one.
TK_INLINE void mix_columns(
    const int rows, const int second, float *y, size_t y_stride, const int32_t *weights, size_t weights_stride,
    const void *const *pages, size_t keys, size_t width, size_t value_offset, size_t columns) {
    __m512 sums[ROWS][2];
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) sums[r][0] = sums[r][1] = _mm512_setzero_ps();
    __mmask16 m0 = mask_of(columns), m1 = second ? mask_of(columns - WIDTH) : 0;
    size_t units = (keys + PER_UNIT - 1) / PER_UNIT;
    const size_t page_units = TK_TOKENS / PER_UNIT;
    for (size_t u = 0; u < units; u++) {
        const int32_t *v = (const int32_t *)((const char *)pages[u / page_units] + value_offset) + u % page_units * width;
        __m512i v0 = _mm512_maskz_loadu_epi32(m0, v);
        __m512i v1 = second ? _mm512_maskz_loadu_epi32(m1, v + WIDTH) : v0;
        #pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            __m512i x = _mm512_set1_epi32(weights[r * weights_stride + u]);
            sums[r][0] = multiply_add(sums[r][0], x, v0);
            if (second) sums[r][1] = multiply_add(sums[r][1], x, v1);
        }
    }
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        _mm512_mask_storeu_ps(y + r * y_stride, m0, sums[r][0]);
        if (second) _mm512_mask_storeu_ps(y + r * y_stride + WIDTH, m1, sums[r][1]);
    }
}

static void TK_NAME(mix)(
    float *y, size_t y_stride, float *weights, size_t weights_stride, size_t rows, const void *const *pages, size_t keys,
    size_t d, size_t width, size_t value_offset) {
    for (size_t r = 0; r < rows; r++) to_units((int32_t *)(weights + r * weights_stride), weights + r * weights_stride, keys);
    for (size_t first = 0; first < rows; first += ROWS) {
        const int32_t *w = (const int32_t *)(weights + first * weights_stride);
        for (size_t c = 0; c < d; c += 2 * WIDTH) {
            float *out = y + first * y_stride + c;
            size_t columns = tk_min(d - c, 2 * WIDTH), offset = value_offset + c * 4;
            switch (tk_min(rows - first, ROWS)) {
#define CASE(n) \
    case n: \
        if (columns > WIDTH) mix_columns(n, 1, out, y_stride, w, weights_stride, pages, keys, width, offset, columns); \
        else mix_columns(n, 0, out, y_stride, w, weights_stride, pages, keys, width, offset, columns); \
        break;
                TK_ROW_CASES(CASE)
#undef CASE
            }
        }
    }
}

static size_t TK_NAME(first_above)(const float *x, size_t n, float threshold) {
    __m512 least = _mm512_set1_ps(threshold);
    for (size_t i = 0; i < n; i += WIDTH) {
        __mmask16 above = _mm512_mask_cmp_ps_mask(mask_of(n - i), _mm512_maskz_loadu_ps(mask_of(n - i), x + i), least, _CMP_GT_OQ);
        if (above) return i + (size_t)__builtin_ctz(above);
    }
    return n;
}

const tk_cached_table TK_CACHED_TABLE = {
    .element_bytes = TK_PAIRS ? 2 : 4, .store = TK_NAME(store), .scores = TK_NAME(scores), .mix = TK_NAME(mix),
    .first_above = TK_NAME(first_above),
};

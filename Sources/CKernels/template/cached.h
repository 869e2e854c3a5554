// Attention over pages of float32, in plain loops that every level's vectoriser can widen.
// The including file defines TK_NAME, TK_LOOP and TK_SHORT_LOOP, and has set its target attributes.
#include "../cached/cached.h"

enum { TK_CACHED_ROWS = 6 };

static void TK_NAME(cached_store)(void *page, size_t slot, const float *key, const float *value, size_t heads, size_t d) {
    size_t width = heads * d;
    float *keys = (float *)page + slot, *values = (float *)page + width * TK_TOKENS + slot * width;
    for (size_t c = 0; c < width; c++) keys[c * TK_TOKENS] = key[c];
    for (size_t c = 0; c < width; c++) values[c] = value[c];
}

/// Up to TK_CACHED_ROWS rows against the keys of one page; `rows` is a constant of the caller.
TK_INLINE void TK_NAME(cached_page_scores)(
    const int rows, float *s, size_t s_stride, const float *q, size_t q_stride, const float *keys, size_t d, float scale) {
    float sums[TK_CACHED_ROWS][TK_TOKENS];
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        TK_SHORT_LOOP for (size_t j = 0; j < TK_TOKENS; j++) sums[r][j] = 0;
    }
    for (size_t c = 0; c < d; c++, keys += TK_TOKENS) {
        #pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            float x = q[r * q_stride + c];
            TK_SHORT_LOOP for (size_t j = 0; j < TK_TOKENS; j++) sums[r][j] += x * keys[j];
        }
    }
    #pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        TK_SHORT_LOOP for (size_t j = 0; j < TK_TOKENS; j++) s[r * s_stride + j] = sums[r][j] * scale;
    }
}

static void TK_NAME(cached_scores)(
    float *s, size_t s_stride, const float *q, size_t q_stride, size_t rows, const void *const *pages, size_t keys,
    size_t d, size_t key_offset, float scale) {
    for (size_t r = 0; r < rows;) {
        size_t left = rows - r;
        for (size_t page = 0; page * TK_TOKENS < keys; page++) {
            const float *k = (const float *)((const char *)pages[page] + key_offset);
            float *out = s + r * s_stride + page * TK_TOKENS;
            const float *in = q + r * q_stride;
            if (left >= TK_CACHED_ROWS) TK_NAME(cached_page_scores)(TK_CACHED_ROWS, out, s_stride, in, q_stride, k, d, scale);
            else TK_NAME(cached_page_scores)(1, out, s_stride, in, q_stride, k, d, scale);
        }
        r += left >= TK_CACHED_ROWS ? TK_CACHED_ROWS : 1;
    }
}

static void TK_NAME(cached_mix)(
    float *y, size_t y_stride, float *weights, size_t weights_stride, size_t rows, const void *const *pages, size_t keys,
    size_t d, size_t width, size_t value_offset) {
    for (size_t r = 0; r < rows; r++) {
        float *out = y + r * y_stride;
        const float *p = weights + r * weights_stride;
        TK_LOOP for (size_t c = 0; c < d; c++) out[c] = 0;
        for (size_t j = 0; j < keys; j++) {
            const float *v = (const float *)((const char *)pages[j / TK_TOKENS] + value_offset) + j % TK_TOKENS * width;
            float x = p[j];
            TK_SHORT_LOOP for (size_t c = 0; c < d; c++) out[c] += x * v[c];
        }
    }
}

static size_t TK_NAME(first_above)(const float *x, size_t n, float threshold) {
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        int32_t found = 0;
        TK_SHORT_LOOP for (size_t j = 0; j < 64; j++) found |= x[i + j] > threshold;
        if (found) break;
    }
    for (; i < n; i++) {
        if (x[i] > threshold) return i;
    }
    return n;
}

const tk_cached_table TK_CACHED_TABLE = {
    .element_bytes = 4, .store = TK_NAME(cached_store), .scores = TK_NAME(cached_scores), .mix = TK_NAME(cached_mix),
    .first_above = TK_NAME(first_above),
};

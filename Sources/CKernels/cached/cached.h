// What each level brings to attention over pages.
#pragma once
#include "../internal/table.h"

typedef struct tk_cached_table {
    size_t element_bytes;  // of a key or value component
    void (*store)(void *page, size_t slot, const float *key, const float *value, size_t heads, size_t d);
    void (*scores)(
        float *s, size_t s_stride, const float *q, size_t q_stride, size_t rows, const void *const *pages, size_t keys,
        size_t d, size_t key_offset, float scale);
    void (*mix)(
        float *y, size_t y_stride, float *weights, size_t weights_stride, size_t rows, const void *const *pages, size_t keys,
        size_t d, size_t width, size_t value_offset);
    size_t (*first_above)(const float *x, size_t n, float threshold);
} tk_cached_table;

extern const tk_cached_table tk_cached_scalar;
#if TK_X86
extern const tk_cached_table tk_cached_avx2, tk_cached_avx512, tk_cached_avx512_bf16;
#elif defined(__aarch64__)
extern const tk_cached_table tk_cached_neon;
#endif

enum { TK_TOKENS = TK_PAGE_TOKENS };

/// Bytes of the keys of one head in a page: 32-bit units [⌈components⌉][tokens], a unit being one float32 or two bf16.
static inline size_t tk_cached_head_bytes(size_t element_bytes, size_t d) {
    size_t units = element_bytes == 2 ? (d + 1) / 2 : d;
    return units * TK_TOKENS * 4;
}

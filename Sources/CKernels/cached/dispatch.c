// Chooses the version of the level in use; offsets of the parts of a page are computed here once for all.
//
// A page: the keys of each head, 32-bit units [units of d][tokens], then the values of all heads, [tokens / tokens of a
// unit][heads · d] units. A unit is one float32, or a pair of bf16: of keys neighbours in d, of values neighbours in time.
#include "cached.h"

static const tk_cached_table *table_in_use(void) {
    switch (tk_level_current()) {
#if TK_X86
    case TK_AVX2: return &tk_cached_avx2;
    case TK_AVX512: return &tk_cached_avx512;
    case TK_AVX512_BF16: case TK_AMX_BF16: return &tk_cached_avx512_bf16;
#elif defined(__aarch64__)
    case TK_NEON: return &tk_cached_neon;
#endif
    default: return &tk_cached_scalar;
    }
}

size_t tk_cached_page_bytes(size_t heads, size_t d) {
    const tk_cached_table *table = table_in_use();
    size_t values = TK_TOKENS * heads * d * table->element_bytes;
    return tk_round_up(heads * tk_cached_head_bytes(table->element_bytes, d) + values, 64);
}

void tk_cached_store(void *page, size_t slot, const float *key, const float *value, size_t heads, size_t d) {
    table_in_use()->store(page, slot, key, value, heads, d);
}

void tk_cached_scores(
    float *s, size_t s_stride, const float *q, size_t q_stride, size_t rows, const void *const *pages, size_t keys,
    size_t heads, size_t d, size_t head, float scale) {
    (void)heads;
    const tk_cached_table *table = table_in_use();
    table->scores(s, s_stride, q, q_stride, rows, pages, keys, d, head * tk_cached_head_bytes(table->element_bytes, d), scale);
}

void tk_cached_mix(
    float *y, size_t y_stride, float *weights, size_t weights_stride, size_t rows, const void *const *pages, size_t keys,
    size_t heads, size_t d, size_t head) {
    const tk_cached_table *table = table_in_use();
    // Of bf16 a unit holds two tokens, so the components of one token lie four bytes apart, as of float32.
    size_t offset = heads * tk_cached_head_bytes(table->element_bytes, d) + head * d * 4;
    table->mix(y, y_stride, weights, weights_stride, rows, pages, keys, d, heads * d, offset);
}

size_t tk_first_above(const float *x, size_t n, float threshold) { return table_in_use()->first_above(x, n, threshold); }

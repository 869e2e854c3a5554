// Attention over keys and values that are kept from call to call: what a request costs once a history has been read.
// The rules of CKernels.h hold here as well.
//
// Keys and values lie in pages of TK_PAGE_TOKENS tokens. How a page is laid out belongs to the level at which it was
// written, and it must be read at the same level; levels that round the operands of products to bf16 keep bf16, so that
// nothing is lost that a product would have read, the others keep float32. A page has no header and may be moved.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Tokens of a page.
#define TK_PAGE_TOKENS 16

/// Bytes of a page of `heads` heads, each `d` wide, at the level in use: a multiple of 64.
size_t tk_cached_page_bytes(size_t heads, size_t d);

/// Writes the key and the value of one token, both [heads · d], to place `slot` of a page, slot < TK_PAGE_TOKENS.
/// Slots are written in order; writing an even slot may clear the next one. Nothing else of the page is touched.
/// `page` is aligned to 64 bytes; key and value do not overlap it.
void tk_cached_store(void *page, size_t slot, const float *key, const float *value, size_t heads, size_t d);

/// s[r, j] = scale · Σ over c of q[r, c] · key j of head `head` [c], for j < keys.
/// q: [rows, d] with stride; s: [rows, keys rounded up to TK_PAGE_TOKENS] with stride, what lies behind `keys` is undefined.
/// pages[p] holds tokens 16·p … 16·p + 15. Operands as in a product at the level; float32 accumulators, in the order of c.
/// s overlaps nothing. A row's result depends on no other row. d ≤ 2048.
void tk_cached_scores(
    float *s, size_t s_stride, const float *q, size_t q_stride, size_t rows, const void *const *pages, size_t keys,
    size_t heads, size_t d, size_t head, float scale);

/// y[r] = Σ over j < keys of weights[r, j] · value j of head `head`. y: [rows, d] with stride.
/// weights: [rows, keys rounded up to TK_PAGE_TOKENS] with stride, aligned to 4 bytes; its content is destroyed.
/// Operands as in a product at the level; float32 accumulators, in the order of j. y overlaps nothing.
void tk_cached_mix(
    float *y, size_t y_stride, float *weights, size_t weights_stride, size_t rows, const void *const *pages, size_t keys,
    size_t heads, size_t d, size_t head);

/// The smallest i with x[i] > threshold; n where there is none. NaN is above nothing. x: [N]
size_t tk_first_above(const float *x, size_t n, float threshold);

#ifdef __cplusplus
}
#endif

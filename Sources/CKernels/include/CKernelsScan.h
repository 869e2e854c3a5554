// Scanning many vectors for the best of them: the arithmetic behind `Retrieval`. The rules at the head of CKernels.h hold.
//
// Letters: V rows (the items), D columns of a row, Q queries, U = units of 32 bits that the D columns of a row fill:
// D float32, ⌈D/2⌉ pairs of bf16, ⌈D/4⌉ quadruples of 8-bit integers.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tk_scan_type {
    TK_SCAN_F32 = 0,
    TK_SCAN_BF16 = 1,
    TK_SCAN_INT8 = 2,  // rows: code + 128 as uint8_t, code in −127 … 127; queries: int8_t in −127 … 127
} tk_scan_type;

/// A row that may be among the best of a query.
typedef struct tk_scan_candidate {
    float score;
    uint32_t row;
} tk_scan_candidate;

enum {
    TK_SCAN_LANES = 16,       // queries of one panel
    TK_SCAN_MOST_PANELS = 4,  // panels of one call
    TK_SCAN_LINE = 64,        // rows are padded to a multiple of so many bytes
};

/// Which rows to score against which queries.
typedef struct tk_scan_args {
    tk_scan_type type;
    const void *rows;            // [V], aligned to TK_SCAN_LINE; the padding of a row scores 0
    size_t stride;               // bytes of a row, a multiple of TK_SCAN_LINE
    size_t units;                // U
    const float *scales;         // [V], only for int8: a row is scale · code
    const float *bias;           // [V] or NULL: added to the score of a row
    const uint32_t *list;        // the rows to score, each below V
    size_t count;                // length of the list
    const void *queries;         // see the two functions
    size_t query_count;          // Q; at most TK_SCAN_LANES · TK_SCAN_MOST_PANELS
    const float *query_scales;   // [Q rounded up to panels]; a query is scale · code. 1 for float32 and bf16
    const int32_t *query_sums;   // the same length, only for int8: Σ of the codes of a query
    const float *thresholds;     // the same length; +inf for queries that do not exist
    tk_scan_candidate *candidates;  // of query q from q · capacity on; room for `count` more beside those that are there
    size_t capacity;
    size_t *counts;              // [Q], candidates of each query so far
} tk_scan_args;

/// Appends each row of the list whose score reaches a query's threshold to the candidates of that query, in the order of the list.
/// score = query scale · row scale · Σ row · query + bias, NaN never appended. For few queries.
/// queries: [Q] rows of `stride` bytes, padded with zeros.
///
/// Accumulators: int32, exact, for int8 (D ≤ 2^16), then three float32 roundings; float32 in an order that depends on the level otherwise.
void tk_scan_rows(const tk_scan_args *args);
/// The same for many queries at once, each row read once: queries are [U][16 · panels] units of 32 bits, panels = ⌈Q/16⌉, so that
/// neighbouring lanes are neighbouring queries.
void tk_scan_lanes(const tk_scan_args *args);

/// Writes the rows of [first, end) that both bitmaps hold, in order, until `most` are written or the end is reached.
/// Bit i of word w is row 64 · w + i; a bitmap may be NULL, for all. `most` ≥ 64 · 2; list: `most` elements, the rest after the result
/// may be overwritten. Returns how many were written; *next is where to go on.
size_t tk_scan_list(
    uint32_t *list, size_t most, const uint64_t *filter, const uint64_t *present, size_t first, size_t end, size_t *next);

/// Σ a · b with float64 accumulators in an order that is the same at every level: products of float32 are exact in float64,
/// so the result is too, at every level, to the bit.
double tk_scan_dot(const float *a, const float *b, size_t d);

/// What is lost by writing a row with fewer bits, and how long the written row is: Euclidean norms.
typedef struct tk_scan_loss { float error, norm; } tk_scan_loss;

/// codes[d] = 128 + x/scale to nearest even, scale = max |x| / 127, 0 for a row of zeros. codes: `stride` bytes, padded with 128.
tk_scan_loss tk_scan_pack_int8(uint8_t *codes, size_t stride, float *scale, const float *x, size_t d);
/// y = bf16(x); y: `stride` bytes, padded with zeros.
tk_scan_loss tk_scan_pack_bf16(uint16_t *y, size_t stride, const float *x, size_t d);

#ifdef __cplusplus
}
#endif

// The truth of the scans: one row, one query, one element at a time, for either layout of the queries.
#include "../internal/scan.h"
#include "../internal/bits.h"

/// Unit u of query q lies at queries + q · query_step + u · unit_step bytes.
typedef struct layout { size_t query_step, unit_step; } layout;

typedef float (*dot_function)(const tk_scan_args *x, const char *row, const char *query, size_t unit_step);

static float dot_f32(const tk_scan_args *x, const char *row, const char *query, size_t unit_step) {
    float sum = 0;
    for (size_t u = 0; u < x->units; u++) sum += ((const float *)row)[u] * *(const float *)(query + u * unit_step);
    return sum;
}

static float dot_bf16(const tk_scan_args *x, const char *row, const char *query, size_t unit_step) {
    float sum = 0;
    for (size_t u = 0; u < x->units; u++) {
        const uint16_t *a = (const uint16_t *)row + 2 * u, *b = (const uint16_t *)(query + u * unit_step);
        for (int i = 0; i < 2; i++) sum += tk_from_bf16(a[i]) * tk_from_bf16(b[i]);
    }
    return sum;
}

static float dot_int8(const tk_scan_args *x, const char *row, const char *query, size_t unit_step) {
    int32_t sum = 0;
    for (size_t u = 0; u < x->units; u++) {
        const uint8_t *a = (const uint8_t *)row + 4 * u;
        const int8_t *b = (const int8_t *)(query + u * unit_step);
        for (int i = 0; i < 4; i++) sum += ((int32_t)a[i] - 128) * b[i];
    }
    return (float)sum;
}

static void scan(const tk_scan_args *x, layout at, dot_function dot) {
    for (size_t i = 0; i < x->count; i++) {
        uint32_t row = x->list[i];
        for (size_t q = 0; q < x->query_count; q++) {
            float score = dot(x, tk_scan_row(x, i), (const char *)x->queries + q * at.query_step, at.unit_step);
            score = score * (x->scales ? x->scales[row] : 1) * x->query_scales[q] + (x->bias ? x->bias[row] : 0);
            if (score >= x->thresholds[q]) tk_scan_append(x, q, score, row);
        }
    }
}

static layout by_row(const tk_scan_args *x) { return (layout){x->stride, 4}; }
static layout by_lane(const tk_scan_args *x) { return (layout){4, 4 * TK_SCAN_LANES * tk_scan_panels(x)}; }

#define TK_SCALAR_SCAN(type) \
    static void rows_##type(const tk_scan_args *x) { scan(x, by_row(x), dot_##type); } \
    static void lanes_##type(const tk_scan_args *x) { scan(x, by_lane(x), dot_##type); } \
    const tk_scan_kernels tk_scan_##type##_scalar = {rows_##type, lanes_##type};
TK_SCALAR_SCAN(f32)
TK_SCALAR_SCAN(bf16)
TK_SCALAR_SCAN(int8)

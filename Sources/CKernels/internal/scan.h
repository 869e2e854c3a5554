// The scan kernels of each instruction set, by type of the rows.
#pragma once
#include "../include/CKernelsScan.h"
#include "table.h"

typedef struct tk_scan_kernels {
    void (*rows)(const tk_scan_args *args);
    void (*lanes)(const tk_scan_args *args);
} tk_scan_kernels;

extern const tk_scan_kernels tk_scan_f32_scalar, tk_scan_bf16_scalar, tk_scan_int8_scalar;
#if TK_X86
extern const tk_scan_kernels tk_scan_f32_avx2, tk_scan_bf16_avx2, tk_scan_int8_avx2;
extern const tk_scan_kernels tk_scan_f32_avx512, tk_scan_bf16_avx512, tk_scan_bf16_avx512_bf16, tk_scan_int8_avx512_vnni;
#endif

static inline size_t tk_scan_panels(const tk_scan_args *x) { return (x->query_count + TK_SCAN_LANES - 1) / TK_SCAN_LANES; }

static inline const char *tk_scan_row(const tk_scan_args *x, size_t place) {
    return (const char *)x->rows + (size_t)x->list[place] * x->stride;
}

static inline void tk_scan_append(const tk_scan_args *x, size_t query, float score, uint32_t row) {
    x->candidates[query * x->capacity + x->counts[query]++] = (tk_scan_candidate){score, row};
}

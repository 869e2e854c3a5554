// Packing for AMX with AVX-512, which every processor with AMX has.
#include "layout.h"
#if TK_X86
#include <immintrin.h>
#include "../avx512/target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_BF16_FEATURES))), apply_to = function)
#define TK_PAIRS 1
#include "../avx512/lanes.h"

enum { PAIRS = AMX_STEPS / 2 };

/// Sixteen rows × 32 steps, one row per vector; rows and steps that do not exist are zero.
TK_INLINE void load_block(__m512i block[16], const lanes *x, size_t row, size_t rows, size_t k, size_t count) {
    if (x->line_stride == 1) {
        #pragma clang loop unroll(full)
        for (size_t u = 0; u < PAIRS; u++) {
            block[u] = 2 * u < count ? load_across(x, row, mask16(rows), k + 2 * u, count - 2 * u) : _mm512_setzero_si512();
        }
        tk_transpose_16x16(block);
    } else {
        #pragma clang loop unroll(full)
        for (size_t i = 0; i < 16; i++) {
            block[i] = i < rows ? load_along(x, row + i, k, count) : _mm512_setzero_si512();
        }
    }
}

void tk_pack_a_amx(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows) {
    (void)panel_rows;
    lanes x = {a->data, a->type == TK_BF16, a->row_stride, a->column_stride};
    char *out = panel;
    for (size_t p = 0; p < k; p += AMX_STEPS) {
        for (size_t half = 0; half < AMX_ROWS; half += 16, out += 16 * AMX_TILE_BYTES) {
            __m512i block[16];
            size_t present = rows > half ? tk_min(rows - half, 16) : 0;
            load_block(block, &x, m0 + half, present, k0 + p, tk_min(k - p, AMX_STEPS));
            #pragma clang loop unroll(full)
            for (size_t i = 0; i < 16; i++) _mm512_storeu_si512(out + i * AMX_TILE_BYTES, block[i]);
        }
    }
}

void tk_pack_b_amx(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns) {
    const size_t step = 2 * AMX_TILE_BYTES, pairs = (k + 1) / 2;
    lanes x = {b->data, b->type == TK_BF16, b->column_stride, b->row_stride};
    pack_lines(panel, step, &x, n0, columns, k0, k);
    if (columns > 16) pack_lines((char *)panel + AMX_TILE_BYTES, step, &x, n0 + 16, columns - 16, k0, k);
    else for (size_t u = 0; u < pairs; u++) memset((char *)panel + u * step + AMX_TILE_BYTES, 0, AMX_TILE_BYTES);
    memset((char *)panel + pairs * step, 0, (tk_round_up(k, AMX_STEPS) / 2 - pairs) * step);
}
#pragma clang attribute pop
#endif

// The AMX micro-kernel: 32 × 32 of C in four tiles, two tiles of A and two of B for every 32 steps of K.
// Compiled twice: with the tile instructions, and with a C emulation of them. The including file defines
// TILE_STATE, TILE_ZERO(t), TILE_LOAD(t, address, stride), TILE_STORE(t, address, stride) and TILE_DOT(c, a, b).
#include "layout.h"

/// c = alpha · sums + beta · c for the part of the 32 × 32 sums that lies inside C.
static void add_tile(const float *sums, float *c, size_t ldc, size_t m, size_t n, float alpha, float beta) {
    for (size_t i = 0; i < m; i++) {
        const float *from = sums + i * AMX_COLUMNS;
        float *to = c + i * ldc;
        if (beta == 0) {
            for (size_t j = 0; j < n; j++) to[j] = alpha * from[j];
        } else {
            for (size_t j = 0; j < n; j++) to[j] = alpha * from[j] + beta * to[j];
        }
    }
}

static void TK_NAME(kernel)(
    const void *a_panel, size_t panel_rows, const void *b_panel, size_t k, float *c, size_t ldc, size_t m, size_t n,
    float alpha, float beta) {
    (void)panel_rows;
    const char *a = a_panel, *b = b_panel;
    const int lower = m > AMX_TILE, right = n > AMX_TILE;  // are the second tiles of A and of B needed?
    TILE_STATE
    TILE_ZERO(0); TILE_ZERO(1); TILE_ZERO(2); TILE_ZERO(3);
    for (size_t p = 0; p < k; p += AMX_STEPS, a += AMX_ROWS * AMX_TILE_BYTES, b += AMX_STEPS * AMX_COLUMNS * 2) {
        TILE_LOAD(6, b, 2 * AMX_TILE_BYTES);
        TILE_LOAD(4, a, AMX_TILE_BYTES);
        TILE_DOT(0, 4, 6);
        if (right) {
            TILE_LOAD(7, b + AMX_TILE_BYTES, 2 * AMX_TILE_BYTES);
            TILE_DOT(1, 4, 7);
        }
        if (lower) {
            TILE_LOAD(5, a + AMX_TILE * AMX_TILE_BYTES, AMX_TILE_BYTES);
            TILE_DOT(2, 5, 6);
            if (right) TILE_DOT(3, 5, 7);
        }
    }
    _Alignas(64) float sums[AMX_ROWS * AMX_COLUMNS];
    const size_t stride = AMX_COLUMNS * sizeof(float);
    TILE_STORE(0, sums, stride);
    TILE_STORE(1, sums + AMX_TILE, stride);
    TILE_STORE(2, sums + AMX_TILE * AMX_COLUMNS, stride);
    TILE_STORE(3, sums + AMX_TILE * AMX_COLUMNS + AMX_TILE, stride);
    add_tile(sums, c, ldc, m, n, alpha, beta);
}

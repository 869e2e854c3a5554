// bf16 products on AMX.
#include "layout.h"
#if TK_X86
#include <immintrin.h>
#include "../avx512/target.h"
#pragma clang attribute push(__attribute__((target(TK_AVX512_BF16_FEATURES ",amx-tile,amx-bf16"))), apply_to = function)
#define TK_NAME(op) tk_##op##_amx
#define TILE_STATE
#define TILE_ZERO(t) _tile_zero(t)
#define TILE_LOAD(t, address, stride) _tile_loadd(t, address, stride)
#define TILE_STORE(t, address, stride) _tile_stored(t, address, stride)
#define TILE_DOT(c, a, b) _tile_dpbf16ps(c, a, b)
#include "kernel.h"

typedef struct tile_configuration {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} tile_configuration;

/// The shape of tiles is a state of the thread: set for each product, released after it.
static void begin(void) {
    tile_configuration shape = {.palette = 1};
    for (int t = 0; t < 8; t++) {
        shape.row_bytes[t] = AMX_TILE_BYTES;
        shape.rows[t] = AMX_TILE;
    }
    _tile_loadconfig(&shape);
}

static void end(void) { _tile_release(); }

const tk_gemm_engine tk_gemm_engine_amx = TK_AMX_ENGINE(tk_pack_a_amx, tk_pack_b_amx, TK_NAME(kernel), begin, end);
#pragma clang attribute pop
#endif

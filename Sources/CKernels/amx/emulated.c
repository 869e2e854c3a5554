// The AMX kernel over tiles in memory, so that its logic is checked on machines without AMX.
//
// TDPBF16PS after Intel's Software Developer's Manual, volume 2: even and odd products of a row are summed apart with
// fused multiply-adds, added together, then added to C; subnormal inputs and results count as zero.
#include "layout.h"
#include "../internal/bits.h"

typedef struct emulated_tile {
    union {
        uint16_t bf16[AMX_TILE][2 * AMX_TILE];
        float f32[AMX_TILE][AMX_TILE];
    };
} emulated_tile;

static float flushed(float x) { return __builtin_fabsf(x) < 1.17549435e-38f ? __builtin_copysignf(0.0f, x) : x; }

static void tile_copy(char *to, size_t to_stride, const char *from, size_t from_stride) {
    for (size_t i = 0; i < AMX_TILE; i++) memcpy(to + i * to_stride, from + i * from_stride, AMX_TILE_BYTES);
}

static float half_dot(const emulated_tile *a, const emulated_tile *b, size_t m, size_t n, size_t odd) {
    float sum = 0;
    for (size_t p = 0; p < AMX_TILE; p++) {
        float x = flushed(tk_from_bf16(a->bf16[m][2 * p + odd])), y = flushed(tk_from_bf16(b->bf16[p][2 * n + odd]));
        sum = flushed(__builtin_fmaf(x, y, sum));
    }
    return sum;
}

static void tile_dot(emulated_tile *c, const emulated_tile *a, const emulated_tile *b) {
    for (size_t m = 0; m < AMX_TILE; m++) {
        for (size_t n = 0; n < AMX_TILE; n++) {
            float products = flushed(half_dot(a, b, m, n, 0) + half_dot(a, b, m, n, 1));
            c->f32[m][n] = flushed(flushed(c->f32[m][n]) + products);
        }
    }
}

#define TK_NAME(op) tk_##op##_amx_emulated
#define TILE_STATE emulated_tile tiles[8];
#define TILE_ZERO(t) memset(&tiles[t], 0, sizeof tiles[t])
#define TILE_LOAD(t, address, stride) tile_copy((char *)&tiles[t], AMX_TILE_BYTES, (const char *)(address), stride)
#define TILE_STORE(t, address, stride) tile_copy((char *)(address), stride, (const char *)&tiles[t], AMX_TILE_BYTES)
#define TILE_DOT(c, a, b) tile_dot(&tiles[c], &tiles[a], &tiles[b])
#include "kernel.h"

static uint16_t element(const tk_matrix *x, size_t i, size_t j) {
    size_t at = i * x->row_stride + j * x->column_stride;
    return x->type == TK_F32 ? tk_to_bf16(((const float *)x->data)[at]) : ((const uint16_t *)x->data)[at];
}

static void pack_a(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows) {
    uint16_t *out = panel;
    for (size_t p = 0; p < k; p += AMX_STEPS) {
        for (size_t i = 0; i < panel_rows; i++) {
            for (size_t q = p; q < p + AMX_STEPS; q++) *out++ = i < rows && q < k ? element(a, m0 + i, k0 + q) : 0;
        }
    }
}

static void pack_b(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns) {
    uint16_t *out = panel;
    for (size_t p = 0; p < tk_round_up(k, AMX_STEPS); p += 2) {
        for (size_t j = 0; j < AMX_COLUMNS; j++) {
            for (size_t q = p; q < p + 2; q++) *out++ = j < columns && q < k ? element(b, k0 + q, n0 + j) : 0;
        }
    }
}

const tk_gemm_engine tk_gemm_engine_amx_emulated = TK_AMX_ENGINE(pack_a, pack_b, TK_NAME(kernel), NULL, NULL);

/// Packs as the AMX level does where the level in use says that AVX-512 is there, portably otherwise.
void tk_gemm_amx_emulated(const tk_gemm_args *args) {
#if TK_X86
    static const tk_gemm_engine vector_packed = TK_AMX_ENGINE(tk_pack_a_amx, tk_pack_b_amx, TK_NAME(kernel), NULL, NULL);
    if (tk_level_uses_bf16(tk_level_current())) { tk_gemm_drive(&vector_packed, args, 0); return; }
#endif
    tk_gemm_drive(&tk_gemm_engine_amx_emulated, args, 0);
}

// Sizes shared by the AMX kernel, its packers and its emulation.
//
// A tile register holds 16 rows of 64 bytes: 16 × 32 bf16, or 16 × 16 float32. A panel of A is a sequence of
// [32 rows][32 steps] blocks; a panel of B is [pairs of K][32 columns][2], as on AVX-512, padded to 32 steps.
#pragma once
#include "../internal/table.h"

enum { AMX_ROWS = 32, AMX_COLUMNS = 32, AMX_STEPS = 32, AMX_TILE = 16, AMX_TILE_BYTES = 64 };

#define TK_AMX_ENGINE(pack_a_function, pack_b_function, kernel_function, begin_function, end_function) { \
    .mr = AMX_ROWS, .nr = AMX_COLUMNS, .k_unit = AMX_STEPS, .element_bytes = 2, \
    .kc = 512, .mc = 448, .nc = 1024, .balanced = 0, \
    .pack_a = pack_a_function, .pack_b = pack_b_function, .kernel = kernel_function, \
    .begin = begin_function, .end = end_function, \
}

#if TK_X86
void tk_pack_a_amx(void *panel, const tk_matrix *a, size_t m0, size_t rows, size_t k0, size_t k, size_t panel_rows);
void tk_pack_b_amx(void *panel, const tk_matrix *b, size_t k0, size_t k, size_t n0, size_t columns);
#endif

// float32 products on NEON: a micro-tile of 6 rows × 4 vectors, 24 of the 32 registers.
#include "../internal/table.h"
#if defined(__aarch64__)
#define TK_NAME(op) tk_##op##_neon
#define TK_WIDTH 4
enum { MR = 6 };
#include "../template/gemm.h"
#endif

// Attention over pages on 128-bit vectors of arm64.
#include "../internal/table.h"
#if defined(__aarch64__)
#include "../internal/bits.h"

#define TK_NAME(op) tk_##op##_neon
#define TK_CACHED_TABLE tk_cached_neon
#include "../template/vectors.h"
#include "../template/cached.h"
#endif

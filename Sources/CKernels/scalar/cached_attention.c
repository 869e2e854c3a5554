// Attention over pages: the truth, one element at a time.
#include "../internal/table.h"
#include "../internal/bits.h"

#define TK_NAME(op) tk_##op##_scalar
#define TK_CACHED_TABLE tk_cached_scalar
#define TK_LOOP _Pragma("clang loop vectorize(disable) interleave(disable)")
#define TK_SHORT_LOOP TK_LOOP
#include "../template/cached.h"

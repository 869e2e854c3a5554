#include "CAllocator.h"

// Says whether this is glibc.
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

void tastemaker_allocator_prepare(int heaps) {
    mallopt(M_ARENA_MAX, heaps);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
}

void tastemaker_allocator_trim(void) { malloc_trim(0); }
#else
void tastemaker_allocator_prepare(int heaps) { (void)heaps; }
void tastemaker_allocator_trim(void) {}
#endif

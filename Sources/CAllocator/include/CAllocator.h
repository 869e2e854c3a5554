#ifndef TASTEMAKER_C_ALLOCATOR_H
#define TASTEMAKER_C_ALLOCATOR_H

/// What the C library can be told about its memory; Swift does not see malloc.h. Without glibc nothing happens.

/// At most so many heaps, which keep up to 32 MB at their end for the next answer instead of giving it back at once.
/// Before the first thread is made.
void tastemaker_allocator_prepare(int heaps);

/// Gives whole free pages back to the system, wherever they lie.
void tastemaker_allocator_trim(void);

#endif

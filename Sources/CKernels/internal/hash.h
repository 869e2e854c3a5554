// The hash behind dropout: the same bits on every level and machine.
#pragma once
#include "bits.h"

typedef struct tk_hash_key { uint32_t first, second; } tk_hash_key;

/// Two words from the seed and the high word of the index, by the finalizer of SplitMix64.
TK_INLINE tk_hash_key tk_hash_key_of(uint64_t seed, uint32_t high) {
    uint64_t z = seed + 0x9E3779B97F4A7C15ull * ((uint64_t)high + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    return (tk_hash_key){(uint32_t)z, (uint32_t)(z >> 32)};
}

/// A bijection of 32 bits: "triple32" (Wellons, 2018) with a key word on either side of its first round.
TK_INLINE uint32_t tk_hash_low(tk_hash_key key, uint32_t low) {
    uint32_t x = low + key.first;
    x ^= x >> 17; x *= 0xED5AD4BBu;
    x ^= key.second;
    x ^= x >> 11; x *= 0xAC4C1B51u;
    x ^= x >> 15; x *= 0x31848BABu;
    x ^= x >> 14;
    return x;
}

// Bit patterns of numbers, and bfloat16.
#pragma once
#include <stdint.h>
#include <string.h>

#define TK_INLINE static inline __attribute__((always_inline, unused))

TK_INLINE uint32_t tk_bits(float x) { uint32_t u; memcpy(&u, &x, 4); return u; }
TK_INLINE float tk_float(uint32_t u) { float x; memcpy(&x, &u, 4); return x; }

/// To nearest even; subnormal to zero of the same sign; NaN to a quiet NaN: what VCVTNEPS2BF16 does.
TK_INLINE uint16_t tk_to_bf16(float x) {
    uint32_t u = tk_bits(x);
    uint32_t magnitude = u & 0x7fffffffu;
    uint32_t rounded = (u + 0x7fffu + ((u >> 16) & 1u)) >> 16;
    uint32_t tiny = (u >> 16) & 0x8000u;
    uint32_t nan = (u >> 16) | 0x40u;
    uint32_t y = magnitude < 0x00800000u ? tiny : rounded;
    return (uint16_t)(magnitude > 0x7f800000u ? nan : y);
}

TK_INLINE float tk_from_bf16(uint16_t x) { return tk_float((uint32_t)x << 16); }

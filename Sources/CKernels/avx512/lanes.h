// Reading an operand in 32-bit units: one float32, or a pair of bf16 neighbours in K (the operand of VDPBF16PS and
// TDPBF16PS). A *line* is a row of A or a column of B; `line_stride` and `k_stride` are the strides of the view.
// The including file defines TK_PAIRS as 0 or 1 and has set its target attributes.
#include <immintrin.h>
#include "../internal/table.h"
#include "transpose.h"

typedef struct lanes {
    const void *data;
    int bf16;
    size_t line_stride, k_stride;
} lanes;

enum { UNIT = TK_PAIRS ? 2 : 1 };  // steps of K in a unit

TK_INLINE const void *lane_address(const lanes *x, size_t line, size_t k) {
    return (const char *)x->data + (line * x->line_stride + k * x->k_stride) * (x->bf16 ? 2 : 4);
}

TK_INLINE __mmask16 mask16(size_t count) { return count >= 16 ? 0xffff : (__mmask16)((1u << count) - 1); }
TK_INLINE __mmask32 mask32(size_t count) { return count >= 32 ? 0xffffffffu : (1u << count) - 1; }

TK_INLINE __m512i widen(__m256i bf16) { return _mm512_slli_epi32(_mm512_cvtepu16_epi32(bf16), 16); }

/// Sixteen units of one line from k on, `count` of whose steps exist. Needs k_stride 1.
TK_INLINE __m512i load_along(const lanes *x, size_t line, size_t k, size_t count) {
    const void *p = lane_address(x, line, k);
#if TK_PAIRS
    if (x->bf16) return _mm512_maskz_loadu_epi16(mask32(count), p);
    __m512 low = _mm512_maskz_loadu_ps(mask16(count), p);
    __m512 high = _mm512_maskz_loadu_ps(count > 16 ? mask16(count - 16) : 0, (const float *)p + 16);
    return (__m512i)_mm512_cvtne2ps_pbh(high, low);
#else
    if (x->bf16) return widen(_mm256_maskz_loadu_epi16(mask16(count), p));
    return _mm512_maskz_loadu_epi32(mask16(count), p);
#endif
}

#if TK_PAIRS
/// Words 0…15 and 16…31 become neighbours.
TK_INLINE __m512i interleave(__m512i x) {
    const __m512i order = _mm512_set_epi16(
        31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    return _mm512_permutexvar_epi16(order, x);
}
#endif

/// One unit of sixteen lines from `line` on, `mask` of which exist; `count` steps of it exist. Needs line_stride 1.
TK_INLINE __m512i load_across(const lanes *x, size_t line, __mmask16 mask, size_t k, size_t count) {
    const void *p = lane_address(x, line, k);
#if TK_PAIRS
    __mmask16 second = count > 1 ? mask : 0;
    const void *q = count > 1 ? lane_address(x, line, k + 1) : p;
    if (x->bf16) {
        __m512i low = _mm512_castsi256_si512(_mm256_maskz_loadu_epi16(mask, p));
        return interleave(_mm512_inserti64x4(low, _mm256_maskz_loadu_epi16(second, q), 1));
    }
    return interleave((__m512i)_mm512_cvtne2ps_pbh(_mm512_maskz_loadu_ps(second, q), _mm512_maskz_loadu_ps(mask, p)));
#else
    (void)count;
    return x->bf16 ? widen(_mm256_maskz_loadu_epi16(mask, p)) : _mm512_maskz_loadu_epi32(mask, p);
#endif
}

/// Writes units [k][line] of up to sixteen lines; unit u of the sixteen goes to out + u · out_stride bytes.
/// Each store is 64 bytes wide: with out_stride < 64 the next one overwrites the excess, the last one spills it.
TK_INLINE void pack_lines(char *out, size_t out_stride, const lanes *x, size_t line, size_t lines, size_t k0, size_t k) {
    if (x->line_stride == 1) {
        __mmask16 mask = mask16(lines);
        for (size_t p = 0; p < k; p += UNIT, out += out_stride) {
            _mm512_storeu_si512(out, load_across(x, line, mask, k0 + p, k - p));
        }
        return;
    }
    for (size_t p = 0; p < k; p += 16 * UNIT) {
        __m512i block[16];
        size_t left = tk_min(k - p, 16 * UNIT), units = (left + UNIT - 1) / UNIT;
        #pragma clang loop unroll(full)
        for (size_t i = 0; i < 16; i++) {
            block[i] = i < lines ? load_along(x, line + i, k0 + p, left) : _mm512_setzero_si512();
        }
        tk_transpose_16x16(block);
        #pragma clang loop unroll(full)
        for (size_t u = 0; u < 16; u++) {
            if (u < units) _mm512_storeu_si512(out + u * out_stride, block[u]);
        }
        out += 16 * out_stride;
    }
}

// What the scan template needs of 512-bit vectors, whatever the type of the rows; included once, inside the target attributes.
enum { WIDTH = 16, MOST_ROWS = 24, MOST_VECTORS = 4 };
typedef __m512i raw;
typedef __m512 floats;

TK_INLINE raw load(const void *p) { return _mm512_loadu_si512(p); }
TK_INLINE raw broadcast(const void *p) { int32_t x; memcpy(&x, p, 4); return _mm512_set1_epi32(x); }
TK_INLINE floats load_floats(const float *p) { return _mm512_loadu_ps(p); }
TK_INLINE floats set1(float x) { return _mm512_set1_ps(x); }
TK_INLINE floats multiply_floats(floats a, floats b) { return _mm512_mul_ps(a, b); }
TK_INLINE floats multiply_add_floats(floats a, floats b, floats c) { return _mm512_fmadd_ps(a, b, c); }
TK_INLINE uint32_t at_least(floats a, floats b) { return _mm512_cmp_ps_mask(a, b, _CMP_GE_OQ); }
TK_INLINE void store(float *p, floats x) { _mm512_storeu_ps(p, x); }
TK_INLINE floats gather(const float *table, const uint32_t *index, size_t n) {
    __mmask16 mask = n >= 16 ? 0xffff : (__mmask16)((1u << n) - 1);
    return _mm512_mask_i32gather_ps(_mm512_setzero_ps(), mask, _mm512_maskz_loadu_epi32(mask, index), table, 4);
}

// What the scan template needs of 256-bit vectors, whatever the type of the rows; included once, inside the target attributes.
enum { WIDTH = 8, MOST_ROWS = 4, MOST_VECTORS = 2 };
typedef __m256i raw;
typedef __m256 floats;

TK_INLINE raw load(const void *p) { return _mm256_loadu_si256(p); }
TK_INLINE raw broadcast(const void *p) { int32_t x; memcpy(&x, p, 4); return _mm256_set1_epi32(x); }
TK_INLINE floats load_floats(const float *p) { return _mm256_loadu_ps(p); }
TK_INLINE floats set1(float x) { return _mm256_set1_ps(x); }
TK_INLINE floats multiply_floats(floats a, floats b) { return _mm256_mul_ps(a, b); }
TK_INLINE floats multiply_add_floats(floats a, floats b, floats c) { return _mm256_fmadd_ps(a, b, c); }
TK_INLINE uint32_t at_least(floats a, floats b) { return (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_GE_OQ)); }
TK_INLINE void store(float *p, floats x) { _mm256_storeu_ps(p, x); }
TK_INLINE floats gather(const float *table, const uint32_t *index, size_t n) {
    float values[8] = {0};
    for (size_t i = 0; i < n; i++) values[i] = table[index[i]];
    return load_floats(values);
}

/// Eight vectors become one that holds their eight sums.
#define TK_SCAN_SUM_ROWS(horizontal, add, extract, insert) \
    sums low = horizontal(horizontal(x[0], x[1]), horizontal(x[2], x[3])); \
    sums high = horizontal(horizontal(x[4], x[5]), horizontal(x[6], x[7])); \
    return insert(add(extract(low, 0), extract(low, 1)), add(extract(high, 0), extract(high, 1)))

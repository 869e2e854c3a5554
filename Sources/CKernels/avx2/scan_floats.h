// Sums of the types whose accumulators are float32; the including file defines multiply_add.
typedef __m256 sums;
TK_INLINE sums zero(void) { return _mm256_setzero_ps(); }
TK_INLINE sums row_offset(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE sums lane_offsets(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE floats to_floats(sums dot, sums offset) { (void)offset; return dot; }
TK_INLINE sums sum_rows(const sums x[8]) {
#define JOIN(low, high) _mm256_set_m128(high, low)
    TK_SCAN_SUM_ROWS(_mm256_hadd_ps, _mm_add_ps, _mm256_extractf128_ps, JOIN);
#undef JOIN
}

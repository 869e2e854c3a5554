// Sums of the types whose accumulators are float32; the including file defines multiply_add.
typedef __m512 sums;
TK_INLINE sums zero(void) { return _mm512_setzero_ps(); }
TK_INLINE sums add_sums(sums a, sums b) { return _mm512_add_ps(a, b); }
TK_INLINE sums row_offset(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE sums lane_offsets(const tk_scan_args *x, size_t query) { (void)x; (void)query; return zero(); }
TK_INLINE floats to_floats(sums dot, sums offset) { (void)offset; return dot; }

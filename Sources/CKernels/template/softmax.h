// Softmax over rows; included once per level after elementwise.h.

/// Floats in the order of integers, and back: the function is its own inverse.
TK_INLINE int32_t tk_ordered(int32_t u) { return u ^ ((u >> 31) & 0x7fffffff); }

/// The largest element, by the order of integers, which vectorises without assuming anything about NaN.
TK_INLINE float tk_row_max(const float *x, size_t n) {
    int32_t best = INT32_MIN;
    TK_SHORT_ROW(i, n, int32_t u = tk_ordered((int32_t)tk_bits(x[i])); best = u > best ? u : best)
    return tk_float((uint32_t)tk_ordered(best));
}

TK_INLINE float tk_exp_in_place(float *x, size_t n, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, float e = tk_expf(x[i] - shift); x[i] = e; sum += e)
    return sum;
}

static void TK_NAME(softmax_row)(float *x, size_t n, int subtract_max) {
    float sum = tk_exp_in_place(x, n, subtract_max && n > 0 ? tk_row_max(x, n) : 0.0f);
    float inverse = 1.0f / sum;
    TK_SHORT_ROW(i, n, x[i] *= inverse)
}

static void TK_NAME(softmax_causal)(float *x, size_t stride, size_t rows, size_t n, size_t visible, int subtract_max) {
    for (size_t r = 0; r < rows; r++, x += stride) {
        size_t seen = tk_min(visible + r, n);
        TK_NAME(softmax_row)(x, seen, subtract_max);
        memset(x + seen, 0, (n - seen) * sizeof(float));
    }
}

TK_INLINE float tk_short_dot(const float *a, const float *b, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, sum += a[i] * b[i])
    return sum;
}

static void TK_NAME(softmax_row_backward)(float *ds, const float *dp, const float *p, size_t n) {
    float mean = tk_short_dot(dp, p, n);
    TK_SHORT_ROW(i, n, ds[i] = p[i] * (dp[i] - mean))
}

static void TK_NAME(softmax_causal_backward)(
    float *ds, size_t ds_stride, const float *dp, size_t dp_stride, const float *p, size_t p_stride,
    size_t rows, size_t n, size_t visible) {
    for (size_t r = 0; r < rows; r++, ds += ds_stride, dp += dp_stride, p += p_stride) {
        size_t seen = tk_min(visible + r, n);
        TK_NAME(softmax_row_backward)(ds, dp, p, seen);
        memset(ds + seen, 0, (n - seen) * sizeof(float));
    }
}

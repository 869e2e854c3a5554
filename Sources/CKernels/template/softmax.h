// Softmax over rows; included once per level after elementwise.h.

TK_INLINE float tk_exp_sum_bf16(uint16_t *out, const float *x, size_t n, float scale, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) {
        float e = tk_expf(scale * x[i] - shift);
        out[i] = tk_to_bf16(e);
        sum += e;
    }
    return sum;
}

TK_INLINE float tk_exp_sum(const float *x, size_t n, float scale, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) sum += tk_expf(scale * x[i] - shift);
    return sum;
}

static void TK_NAME(exp_rows)(
    uint16_t *out, size_t out_stride, float *sums, const float *x, size_t x_stride, size_t rows, size_t n,
    float scale, float shift) {
    for (size_t r = 0; r < rows; r++, x += x_stride) {
        sums[r] += out ? tk_exp_sum_bf16(out + r * out_stride, x, n, scale, shift) : tk_exp_sum(x, n, scale, shift);
    }
}

/// The largest element, by the order of integers, which vectorises without assuming anything about NaN.
TK_INLINE float tk_row_max(const float *x, size_t n) {
    int32_t best = INT32_MIN;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) {
        int32_t u = (int32_t)tk_bits(x[i]);
        u ^= (u >> 31) & 0x7fffffff;  // negative floats order backwards as integers
        best = u > best ? u : best;
    }
    return tk_float((uint32_t)(best ^ ((best >> 31) & 0x7fffffff)));
}

TK_INLINE float tk_exp_in_place(float *x, size_t n, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) {
        float e = tk_expf(x[i] - shift);
        x[i] = e;
        sum += e;
    }
    return sum;
}

static void TK_NAME(softmax_row)(float *x, size_t n, int subtract_max) {
    float sum = tk_exp_in_place(x, n, subtract_max && n > 0 ? tk_row_max(x, n) : 0.0f);
    float inverse = 1.0f / sum;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) x[i] *= inverse;
}

static void TK_NAME(softmax_causal)(float *x, size_t stride, size_t rows, size_t n, size_t visible, int subtract_max) {
    for (size_t r = 0; r < rows; r++, x += stride) {
        size_t seen = tk_min(visible + r, n);
        TK_NAME(softmax_row)(x, seen, subtract_max);
        TK_SHORT_LOOP for (size_t i = seen; i < n; i++) x[i] = 0.0f;
    }
}

TK_INLINE float tk_short_dot(const float *a, const float *b, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

static void TK_NAME(softmax_row_backward)(float *ds, const float *dp, const float *p, size_t n) {
    float mean = tk_short_dot(dp, p, n);
    TK_SHORT_LOOP for (size_t i = 0; i < n; i++) ds[i] = p[i] * (dp[i] - mean);
}

static void TK_NAME(softmax_causal_backward)(
    float *ds, size_t ds_stride, const float *dp, size_t dp_stride, const float *p, size_t p_stride,
    size_t rows, size_t n, size_t visible) {
    for (size_t r = 0; r < rows; r++, ds += ds_stride, dp += dp_stride, p += p_stride) {
        size_t seen = tk_min(visible + r, n);
        TK_NAME(softmax_row_backward)(ds, dp, p, seen);
        TK_SHORT_LOOP for (size_t i = seen; i < n; i++) ds[i] = 0.0f;
    }
}

// The kernels that round to bf16; a level with an instruction for it compiles them a second time with its own
// TK_TO_BF16. Included after math.h and short.h.

static void TK_NAME(bf16_from_f32)(uint16_t *y, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = TK_TO_BF16(x[i]);
}

TK_INLINE float TK_NAME(exp_sum_bf16)(uint16_t *out, const float *x, size_t n, float scale, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, float e = tk_expf_falling(scale * x[i] - shift); out[i] = TK_TO_BF16(e); sum += e)
    return sum;
}

TK_INLINE float TK_NAME(exp_sum)(const float *x, size_t n, float scale, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, sum += tk_expf_falling(scale * x[i] - shift))
    return sum;
}

static void TK_NAME(exp_rows)(
    uint16_t *out, size_t out_stride, float *sums, const float *x, size_t x_stride, size_t rows, size_t n,
    float scale, float shift) {
    for (size_t r = 0; r < rows; r++, x += x_stride) {
        sums[r] += out ? TK_NAME(exp_sum_bf16)(out + r * out_stride, x, n, scale, shift) : TK_NAME(exp_sum)(x, n, scale, shift);
    }
}

// Kernels of text encoders that write operands; included with operands.h, and like it compiled a second time by a level with an
// instruction for the rounding.

/// Every row of the sums becomes `value`, which reads x[i], bias[i] and scale: one loop for each combination that occurs.
#define TK_FINISHED(element, value) \
    for (size_t r = 0; r < rows; r++, x += x_stride) { \
        element *y = (element *)finish->out + (row + r) * finish->stride + column; \
        const float scale = scales ? scales[r] : 1.0f; \
        (void)scale; \
        TK_SHORT_ROW(i, columns, y[i] = value) \
    }

TK_INLINE void TK_NAME(finish_bf16)(
    const tk_finish *finish, const float *scales, const float *bias, size_t row, size_t column, const float *x, size_t x_stride,
    size_t rows, size_t columns) {
    const int gelu = finish->activation == TK_GELU;
    if (bias && !scales && gelu) { TK_FINISHED(uint16_t, TK_TO_BF16(tk_geluf_coarse(x[i] + bias[i]))) }
    else if (bias && !scales) { TK_FINISHED(uint16_t, TK_TO_BF16(x[i] + bias[i])) }
    else if (bias && gelu) { TK_FINISHED(uint16_t, TK_TO_BF16(tk_geluf_coarse(x[i] * scale + bias[i]))) }
    else if (bias) { TK_FINISHED(uint16_t, TK_TO_BF16(x[i] * scale + bias[i])) }
    else if (gelu) { TK_FINISHED(uint16_t, TK_TO_BF16(tk_geluf_coarse(x[i] * scale))) }
    else { TK_FINISHED(uint16_t, TK_TO_BF16(x[i] * scale)) }
}

TK_INLINE void TK_NAME(finish_f32)(
    const tk_finish *finish, const float *scales, const float *bias, size_t row, size_t column, const float *x, size_t x_stride,
    size_t rows, size_t columns) {
    const int gelu = finish->activation == TK_GELU;
    if (bias && gelu) { TK_FINISHED(float, tk_geluf(x[i] * scale + bias[i])) }
    else if (bias) { TK_FINISHED(float, x[i] * scale + bias[i]) }
    else if (gelu) { TK_FINISHED(float, tk_geluf(x[i] * scale)) }
    else { TK_FINISHED(float, x[i] * scale) }
}

/// Sixteen or fewer columns: `statement` for j in 0 ..< n.
#define TK_LANES(n, statement) \
    if ((n) == 16) { TK_SHORT_LOOP for (size_t j = 0; j < 16; j++) { statement; } } \
    else { TK_SHORT_LOOP for (size_t j = 0; j < 16; j++) { if (j < (n)) { statement; } } }

/// Two rows, x and below, of up to sixteen columns; into panels as pairs unless there are none.
TK_INLINE void TK_NAME(exponentials_bf16)(
    const tk_finish *finish, const float *x, const float *below, uint16_t *y, uint32_t *pairs, float *sums, size_t n) {
    const float factor = finish->factor, shift = finish->shift;
    uint16_t *second = y + finish->stride;
    float *sums_below = sums + 16;
    if (pairs) {
        TK_LANES(n, float e = tk_expf_coarse(factor * x[j] - shift); float f = tk_expf_coarse(factor * below[j] - shift);
            uint16_t p = TK_TO_BF16(e); uint16_t q = TK_TO_BF16(f); y[j] = p; second[j] = q; sums[j] += e; sums_below[j] += f;
            pairs[j] = (uint32_t)p | (uint32_t)q << 16)
    } else {
        TK_LANES(n, float e = tk_expf_coarse(factor * x[j] - shift); float f = tk_expf_coarse(factor * below[j] - shift);
            y[j] = TK_TO_BF16(e); second[j] = TK_TO_BF16(f); sums[j] += e; sums_below[j] += f)
    }
}

TK_INLINE void TK_NAME(last_exponentials_bf16)(
    const tk_finish *finish, const float *x, uint16_t *y, uint32_t *pairs, float *sums, size_t n) {
    const float factor = finish->factor, shift = finish->shift;
    TK_LANES(n, float e = tk_expf_coarse(factor * x[j] - shift); y[j] = TK_TO_BF16(e); sums[j] += e)
    if (pairs) { TK_LANES(n, pairs[j] = y[j]) }
}

TK_INLINE void TK_NAME(exponentials_f32)(
    const tk_finish *finish, const float *x, float *y, float *panel, float *sums, size_t n) {
    const float factor = finish->factor, shift = finish->shift;
    TK_LANES(n, float e = tk_expf_falling(factor * x[j] - shift); y[j] = e; sums[j] += e)
    if (panel) { TK_LANES(n, panel[j] = y[j]) }
}

/// `row` is even, `column` a multiple of 16.
TK_INLINE void TK_NAME(finish_exponentials)(
    const tk_finish *finish, size_t row, size_t column, const float *x, size_t x_stride, size_t rows, size_t columns) {
    for (size_t first = 0; first < columns; first += 16) {
        const size_t n = tk_min(columns - first, 16), at = column + first;
        char *panel = finish->panels ? (char *)finish->panels + at / 32 * finish->panel_bytes + at % 32 * 4 : NULL;
        for (size_t r = 0; r < rows; r++) {
            const float *from = x + r * x_stride + first;
            float *sums = finish->sums + (row + r) * 16;
            if (finish->type == TK_F32) {
                float *y = (float *)finish->out + (row + r) * finish->stride + at;
                TK_NAME(exponentials_f32)(finish, from, y, panel ? (float *)(panel + (row + r) * 128) : NULL, sums, n);
                continue;
            }
            uint16_t *y = (uint16_t *)finish->out + (row + r) * finish->stride + at;
            uint32_t *pairs = panel ? (uint32_t *)(panel + (row + r) / 2 * 128) : NULL;
            if (r + 1 < rows) TK_NAME(exponentials_bf16)(finish, from, from + x_stride, y, pairs, sums, n);
            else TK_NAME(last_exponentials_bf16)(finish, from, y, pairs, sums, n);
            r++;
        }
    }
}

static void TK_NAME(finish_rows)(
    const tk_finish *finish, size_t row, size_t column, const float *x, size_t x_stride, size_t rows, size_t columns) {
    const float *bias = finish->bias ? finish->bias + column : NULL, *scales = finish->scales ? finish->scales + row : NULL;
    if (finish->activation == TK_EXPONENTIAL) TK_NAME(finish_exponentials)(finish, row, column, x, x_stride, rows, columns);
    else if (finish->type == TK_BF16) TK_NAME(finish_bf16)(finish, scales, bias, row, column, x, x_stride, rows, columns);
    else TK_NAME(finish_f32)(finish, scales, bias, row, column, x, x_stride, rows, columns);
}

TK_INLINE float TK_NAME(exp_row_bf16)(uint16_t *y, const float *x, size_t n, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, float e = tk_expf_coarse(x[i] - shift); y[i] = TK_TO_BF16(e); sum += e)
    return sum;
}

TK_INLINE float TK_NAME(exp_row_f32)(float *y, const float *x, size_t n, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, float e = tk_expf_falling(x[i] - shift); y[i] = e; sum += e)
    return sum;
}

static void TK_NAME(softmax_operand)(
    void *out, tk_type type, float *inverse_sums, const float *x, size_t stride, size_t rows, size_t n, size_t padded) {
    // A pass over all rows at a time: the reductions of one row would wait for each other.
    for (size_t r = 0; r < rows; r++) inverse_sums[r] = tk_row_max(x + r * stride, n);
    if (type == TK_BF16) {
        uint16_t *y = (uint16_t *)out;
        for (size_t r = 0; r < rows; r++, x += stride, y += stride) {
            inverse_sums[r] = TK_NAME(exp_row_bf16)(y, x, n, inverse_sums[r]);
            memset(y + n, 0, (padded - n) * sizeof *y);
        }
    } else {
        float *y = (float *)out;
        for (size_t r = 0; r < rows; r++, x += stride, y += stride) {
            inverse_sums[r] = TK_NAME(exp_row_f32)(y, x, n, inverse_sums[r]);
            memset(y + n, 0, (padded - n) * sizeof *y);
        }
    }
    for (size_t r = 0; r < rows; r++) inverse_sums[r] = 1.0f / inverse_sums[r];
}

/// x += added; returns the sum.
TK_INLINE float TK_NAME(added_sum)(float *x, const float *added, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < n; i++) { float v = x[i] + added[i]; x[i] = v; sum += v; }
    return sum;
}

static void TK_NAME(layernorm_operand)(
    void *out, tk_type type, float *x, const float *added, const float *gain, const float *bias, size_t rows, size_t d,
    float epsilon) {
    for (size_t r = 0; r < rows; r++, x += d) {
        const float mean = (added ? TK_NAME(added_sum)(x, added, d) : tk_block_sum(x, d)) / (float)d;
        const float inverse = 1.0f / __builtin_elementwise_sqrt(tk_spread(x, mean, d) / (float)d + epsilon);
        TK_LOOP for (size_t i = 0; i < d; i++) x[i] = (x[i] - mean) * inverse * gain[i] + bias[i];
        if (type == TK_BF16) {
            uint16_t *y = (uint16_t *)out + r * d;
            TK_LOOP for (size_t i = 0; i < d; i++) y[i] = TK_TO_BF16(x[i]);
        } else {
            memcpy((float *)out + r * d, x, d * sizeof *x);
        }
    }
}

#undef TK_FINISHED
#undef TK_LANES

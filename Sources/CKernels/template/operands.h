// Kernels that write what only products read: bf16 where the level's products round to it anyway, float32 elsewhere.
// Included with rounding.h, and like it compiled a second time by a level with an instruction for the rounding.

/// Runs `body` with `y` as the output array and TK_OUT(value) as the conversion to its type.
#define TK_TYPED(type, pointer, offset, body) \
    if ((type) == TK_BF16) { \
        uint16_t *y = (uint16_t *)(pointer) + (offset); \
        TK_LOOP for (size_t i = 0; i < n; i++) y[i] = TK_TO_BF16(body); \
    } else { \
        float *y = (float *)(pointer) + (offset); \
        TK_LOOP for (size_t i = 0; i < n; i++) y[i] = (body); \
    }

static void TK_NAME(rmsnorm_operand)(
    void *out, tk_type type, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon) {
    const size_t n = d;
    for (size_t r = 0; r < rows; r++, x += d) {
        float inverse = 1.0f / __builtin_elementwise_sqrt(tk_block_dot(x, x, d) / (float)d + epsilon);
        TK_TYPED(type, out, r * d, x[i] * inverse * gain[i])
        inverse_rms[r] = inverse;
    }
}

static void TK_NAME(dropout_operand)(
    void *out, tk_type type, const float *x, size_t n, uint64_t seed, uint64_t first, float keep) {
    if (keep >= 1.0f) {
        TK_TYPED(type, out, 0, x[i])
        return;
    }
    const uint32_t limit = (uint32_t)((double)keep * 4294967296.0), low = (uint32_t)first;
    const tk_hash_key key = tk_hash_key_of(seed, (uint32_t)(first >> 32));
    const float inverse = 1.0f / keep;
    TK_TYPED(type, out, 0, tk_hash_low(key, low + (uint32_t)i) < limit ? x[i] * inverse : 0.0f)
}

static void TK_NAME(gate_operand)(
    void *out, tk_type type, const float *a, const float *g, size_t g_stride, size_t rows, size_t d) {
    const size_t n = d;
    for (size_t r = 0; r < rows; r++, a += d, g += g_stride) {
        TK_TYPED(type, out, r * d, a[i] * tk_sigmoidf(g[i]))
    }
}

static void TK_NAME(swiglu_operand)(void *out, void *kept, tk_type type, const float *x, size_t rows, size_t f) {
    const size_t n = f;
    for (size_t r = 0; r < rows; r++, x += 2 * f) {
        const float *a = x, *b = x + f;
        TK_TYPED(type, out, r * f, a[i] * tk_sigmoidf(a[i]) * b[i])
        if (kept) TK_NAME(dropout_operand)((char *)kept + r * 2 * f * (type == TK_BF16 ? 2 : 4), type, x, 2 * f, 0, 0, 1.0f);
    }
}

#define TK_SWIGLU_SLOPES(element, from, to) \
    for (size_t r = 0; r < rows; r++, dy += f) { \
        const element *a = (const element *)kept + r * 2 * f, *b = a + f; \
        element *da = (element *)dx + r * 2 * f, *db = da + f, *y = (element *)out + r * f; \
        TK_LOOP for (size_t i = 0; i < f; i++) { \
            float s = tk_sigmoidf(from(a[i])), active = from(a[i]) * s; \
            y[i] = to(active * from(b[i])); \
            da[i] = to(dy[i] * from(b[i]) * (s * (1.0f + from(a[i]) * (1.0f - s)))); \
            db[i] = to(dy[i] * active); \
        } \
    }

#define TK_SAME(x) (x)

static void TK_NAME(swiglu_backward_operand)(
    void *dx, void *out, tk_type type, const float *dy, const void *kept, size_t rows, size_t f) {
    if (type == TK_BF16) { TK_SWIGLU_SLOPES(uint16_t, tk_from_bf16, TK_TO_BF16) }
    else { TK_SWIGLU_SLOPES(float, TK_SAME, TK_SAME) }
}

/// Rows whose reductions overlap in the processor: passes go over all of them before the next pass begins.
enum { TK_NAME(rows_at_once) = 16 };

/// x += biases; returns the largest of the first n.
TK_INLINE float TK_NAME(biased_max)(float *x, const float *position, const float *time, const uint8_t *buckets, size_t n) {
    int32_t best = INT32_MIN;
    if (time) { TK_LOOP for (size_t i = 0; i < n; i++) x[i] += time[buckets[i]]; }
    if (position) {
        TK_SHORT_ROW(i, n, float s = x[i] + position[i]; x[i] = s; int32_t u = tk_ordered((int32_t)tk_bits(s)); best = u > best ? u : best)
    } else {
        TK_SHORT_ROW(i, n, int32_t u = tk_ordered((int32_t)tk_bits(x[i])); best = u > best ? u : best)
    }
    return tk_float((uint32_t)tk_ordered(best));
}

/// x = exp(x - shift), where no x exceeds shift; returns the sum.
TK_INLINE float TK_NAME(falling_exp)(float *x, size_t n, float shift) {
    TK_REDUCTION
    float sum = 0;
    TK_SHORT_ROW(i, n, float e = tk_expf_falling(x[i] - shift); x[i] = e; sum += e)
    return sum;
}

TK_INLINE void TK_NAME(scaled_operand)(void *out, tk_type type, const float *x, float scale, size_t n, size_t padded) {
    if (type == TK_BF16) {
        uint16_t *y = (uint16_t *)out;
        TK_SHORT_ROW(i, n, y[i] = TK_TO_BF16(x[i] * scale))
        memset(y + n, 0, (padded - n) * sizeof *y);
    } else {
        float *y = (float *)out;
        TK_SHORT_ROW(i, n, y[i] = x[i] * scale)
        memset(y + n, 0, (padded - n) * sizeof *y);
    }
}

static void TK_NAME(attention_weights)(
    void *out, tk_type type, float *x, size_t stride, size_t rows, const int32_t *visible, const float *position_end,
    const float *time, const uint8_t *buckets, size_t bucket_stride) {
    const size_t bytes = stride * (type == TK_BF16 ? 2 : 4);
    for (size_t first = 0; first < rows; first += TK_NAME(rows_at_once)) {
        const size_t last = tk_min(rows, first + TK_NAME(rows_at_once));
        float numbers[TK_NAME(rows_at_once)];
        for (size_t r = first; r < last; r++) {
            size_t n = (size_t)visible[r];
            numbers[r - first] = TK_NAME(biased_max)(
                x + r * stride, position_end ? position_end - n : NULL, time, time ? buckets + r * bucket_stride : NULL, n);
        }
        for (size_t r = first; r < last; r++) {
            numbers[r - first] = 1.0f / TK_NAME(falling_exp)(x + r * stride, (size_t)visible[r], numbers[r - first]);
        }
        for (size_t r = first; r < last; r++) {
            TK_NAME(scaled_operand)((char *)out + r * bytes, type, x + r * stride, numbers[r - first], (size_t)visible[r], stride);
        }
    }
}

static void TK_NAME(attention_slopes)(
    void *out, tk_type type, const void *p, float *dp, size_t stride, size_t rows, const int32_t *visible, const float *y,
    const float *dy, size_t y_stride, size_t d, float *dposition_end, float *dtime, const uint8_t *buckets, size_t bucket_stride) {
    const size_t bytes = stride * (type == TK_BF16 ? 2 : 4);
    for (size_t r = 0; r < rows; r++, dp += stride) {
        const size_t n = (size_t)visible[r];
        const float mean = tk_short_dot(y + r * y_stride, dy + r * y_stride, d);
        if (type == TK_BF16) {
            const uint16_t *weights = (const uint16_t *)((const char *)p + r * bytes);
            TK_SHORT_ROW(i, n, dp[i] = tk_from_bf16(weights[i]) * (dp[i] - mean))
        } else {
            const float *weights = (const float *)((const char *)p + r * bytes);
            TK_SHORT_ROW(i, n, dp[i] = weights[i] * (dp[i] - mean))
        }
        TK_NAME(scaled_operand)((char *)out + r * bytes, type, dp, 1.0f, n, stride);
        if (dposition_end) {
            float *dposition = dposition_end - n;
            TK_SHORT_ROW(i, n, dposition[i] += dp[i])
        }
        if (dtime) for (size_t i = 0; i < n; i++) dtime[buckets[r * bucket_stride + i]] += dp[i];
    }
}

#undef TK_TYPED
#undef TK_SWIGLU_SLOPES
#undef TK_SAME

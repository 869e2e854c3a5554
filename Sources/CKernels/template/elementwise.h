// One-dimensional kernels, written once; each level includes this file between its target attributes.
// TK_LOOP promises the vectoriser that iterations are independent, which also holds when an output is an input.

static void TK_NAME(f32_from_bf16)(float *y, const uint16_t *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = tk_from_bf16(x[i]);
}

static void TK_NAME(fill)(float *y, float value, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = value;
}

static void TK_NAME(add)(float *y, const float *a, const float *b, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = a[i] + b[i];
}

static void TK_NAME(axpy)(float *y, const float *x, float scale, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] += scale * x[i];
}

static void TK_NAME(mul)(float *y, const float *a, const float *b, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = a[i] * b[i];
}

static void TK_NAME(mul_add)(float *y, const float *a, const float *b, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] += a[i] * b[i];
}

static void TK_NAME(scale)(float *y, const float *x, float scale, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = scale * x[i];
}

static void TK_NAME(exp)(float *y, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = tk_expf(x[i]);
}

static void TK_NAME(log)(float *y, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = tk_logf(x[i]);
}

static void TK_NAME(sigmoid)(float *y, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = tk_sigmoidf(x[i]);
}

static void TK_NAME(silu)(float *y, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] = x[i] * tk_sigmoidf(x[i]);
}

static void TK_NAME(silu_backward)(float *dx, const float *dy, const float *x, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float s = tk_sigmoidf(x[i]);
        dx[i] += dy[i] * (s * (1.0f + x[i] * (1.0f - s)));
    }
}

/// Float32 sums stay inside blocks of this length, so that a million squares keep six digits.
#define TK_BLOCK 1024

TK_INLINE float tk_block_dot(const float *a, const float *b, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

TK_INLINE float tk_block_sum(const float *x, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < n; i++) sum += x[i];
    return sum;
}

static double TK_NAME(dot)(const float *a, const float *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i += TK_BLOCK) sum += tk_block_dot(a + i, b + i, tk_min(TK_BLOCK, n - i));
    return sum;
}

static double TK_NAME(sum_squares)(const float *x, size_t n) { return TK_NAME(dot)(x, x, n); }

static double TK_NAME(sum)(const float *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i += TK_BLOCK) sum += tk_block_sum(x + i, tk_min(TK_BLOCK, n - i));
    return sum;
}

static void TK_NAME(lookup_add)(float *y, const float *table, const uint8_t *index, size_t n) {
    TK_LOOP for (size_t i = 0; i < n; i++) y[i] += table[index[i]];
}

static void TK_NAME(lookup_add_backward)(float *table, const float *x, const uint8_t *index, size_t n) {
    for (size_t i = 0; i < n; i++) table[index[i]] += x[i];
}

TK_INLINE void tk_dropout_run(float *y, const float *x, size_t n, tk_hash_key key, uint32_t low, uint32_t limit, float inverse) {
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float kept = x[i] * inverse;
        y[i] = tk_hash_low(key, low + (uint32_t)i) < limit ? kept : 0.0f;
    }
}

static void TK_NAME(dropout)(float *y, const float *x, size_t n, uint64_t seed, uint64_t first, float keep) {
    if (keep >= 1.0f) {
        TK_LOOP for (size_t i = 0; i < n; i++) y[i] = x[i];
        return;
    }
    uint32_t limit = (uint32_t)((double)keep * 4294967296.0);
    while (n > 0) {  // one turn per high word of the index
        uint32_t low = (uint32_t)first;
        size_t run = tk_min(n, (size_t)(0x100000000ull - low));
        tk_dropout_run(y, x, run, tk_hash_key_of(seed, (uint32_t)(first >> 32)), low, limit, 1.0f / keep);
        y += run; x += run; n -= run; first += run;
    }
}

static void TK_NAME(add_dropout)(
    float *y, const float *a, const float *b, size_t n, uint64_t seed, uint64_t first, float keep) {
    if (keep >= 1.0f) {
        TK_NAME(add)(y, a, b, n);
        return;
    }
    const uint32_t limit = (uint32_t)((double)keep * 4294967296.0), low = (uint32_t)first;
    const tk_hash_key key = tk_hash_key_of(seed, (uint32_t)(first >> 32));
    const float inverse = 1.0f / keep;
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float kept = b[i] * inverse;
        y[i] = a[i] + (tk_hash_low(key, low + (uint32_t)i) < limit ? kept : 0.0f);
    }
}

static void TK_NAME(adamw)(float *param, float *m, float *v, const float *grad, size_t n, const tk_adamw_options *o) {
    const float beta1 = o->beta1, beta2 = o->beta2, rest1 = 1.0f - beta1, rest2 = 1.0f - beta2;
    const float shrink = 1.0f - o->learning_rate * o->weight_decay;
    const float step = o->learning_rate / o->correction1, root = 1.0f / __builtin_elementwise_sqrt(o->correction2);
    const float epsilon = o->epsilon, scale = o->gradient_scale;
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float g = grad[i] * scale;
        float mean = beta1 * m[i] + rest1 * g;
        float square = beta2 * v[i] + rest2 * (g * g);
        m[i] = mean;
        v[i] = square;
        param[i] = shrink * param[i] - step * mean / (__builtin_elementwise_sqrt(square) * root + epsilon);
    }
}

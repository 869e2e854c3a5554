// Kernels over rows, forward and backward side by side; included once per level after elementwise.h.

static void TK_NAME(bias_rows)(float *y, const float *x, const float *bias, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) TK_NAME(add)(y + r * d, x + r * d, bias, d);
}

static void TK_NAME(bias_rows_backward)(float *dbias, const float *dy, size_t dy_stride, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) TK_NAME(add)(dbias, dbias, dy + r * dy_stride, d);
}

static void TK_NAME(scale_rows)(float *y, const float *x, const float *weights, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) TK_NAME(scale)(y + r * d, x + r * d, weights[r], d);
}

static void TK_NAME(dot_gathered)(float *out, const float *x, const float *table, const int32_t *index, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) out[r] = (float)TK_NAME(dot)(x, table + (size_t)index[r] * d, d);
}

static void TK_NAME(gather_columns)(
    float *y, size_t y_stride, const float *table, const int32_t *index, size_t rows, size_t d) {
    // The rows lie anywhere in a table that no cache holds: each is asked for while eight others are copied.
    enum { ahead = 8, line = 16 };
    for (size_t r = 0; r < rows + ahead; r++) {
        if (r < rows) for (size_t i = 0; i < d; i += line) __builtin_prefetch(table + (size_t)index[r] * d + i);
        if (r < ahead) continue;
        const float *row = table + (size_t)index[r - ahead] * d;
        for (size_t i = 0; i < d; i++) y[i * y_stride + r - ahead] = row[i];
    }
}

static void TK_NAME(combine_rows)(float *y, const float *weights, const float *x, size_t rows, size_t d) {
    // Sixty-four columns at a time: their sums stay in registers over all rows.
    size_t start = 0;
    for (; start + 64 <= d; start += 64) {
        float sums[64] = {0};
        for (size_t r = 0; r < rows; r++) {
            const float *row = x + r * d + start;
            float weight = weights[r];
            TK_LOOP for (size_t i = 0; i < 64; i++) sums[i] += weight * row[i];
        }
        TK_LOOP for (size_t i = 0; i < 64; i++) y[start + i] = sums[i];
    }
    if (start == d) return;
    TK_NAME(fill)(y + start, 0.0f, d - start);
    for (size_t r = 0; r < rows; r++) TK_NAME(axpy)(y + start, x + r * d + start, weights[r], d - start);
}

static void TK_NAME(rmsnorm)(
    float *y, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon) {
    for (size_t r = 0; r < rows; r++, x += d, y += d) {
        float inverse = 1.0f / __builtin_elementwise_sqrt(tk_block_dot(x, x, d) / (float)d + epsilon);
        TK_LOOP for (size_t i = 0; i < d; i++) y[i] = x[i] * inverse * gain[i];
        inverse_rms[r] = inverse;
    }
}

/// Σ dy · gain · x of one row.
TK_INLINE float tk_triple_dot(const float *dy, const float *gain, const float *x, size_t d) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < d; i++) sum += dy[i] * gain[i] * x[i];
    return sum;
}

static void TK_NAME(rmsnorm_backward)(
    float *dx, float *dgain, const float *dy, const float *x, const float *gain, const float *inverse_rms,
    size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++, dx += d, dy += d, x += d) {
        float inverse = inverse_rms[r];
        float along = tk_triple_dot(dy, gain, x, d) * inverse * inverse * inverse / (float)d;
        TK_LOOP for (size_t i = 0; i < d; i++) {
            dgain[i] += dy[i] * x[i] * inverse;
            dx[i] += dy[i] * gain[i] * inverse - x[i] * along;
        }
    }
}

static void TK_NAME(l2_normalize)(
    float *y, float *inverse_norm, const float *x, size_t rows, size_t d, float epsilon) {
    for (size_t r = 0; r < rows; r++) {
        float norm = __builtin_elementwise_sqrt(tk_block_dot(x + r * d, x + r * d, d));
        inverse_norm[r] = 1.0f / (norm > epsilon ? norm : epsilon);
        TK_NAME(scale)(y + r * d, x + r * d, inverse_norm[r], d);
    }
}

static void TK_NAME(l2_normalize_backward)(
    float *dx, const float *dy, const float *y, const float *inverse_norm, size_t rows, size_t d, float epsilon) {
    for (size_t r = 0; r < rows; r++, dx += d, dy += d, y += d) {
        float inverse = inverse_norm[r];
        int clamped = inverse >= 1.0f / epsilon;  // the norm was below epsilon: y is linear in x
        float along = clamped ? 0.0f : tk_block_dot(dy, y, d);
        TK_LOOP for (size_t i = 0; i < d; i++) dx[i] += (dy[i] - y[i] * along) * inverse;
    }
}

static void TK_NAME(sigmoid_gate)(
    float *y, size_t y_stride, const float *a, size_t a_stride, const float *g, size_t g_stride, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++, y += y_stride, a += a_stride, g += g_stride) {
        TK_LOOP for (size_t i = 0; i < d; i++) y[i] = a[i] * tk_sigmoidf(g[i]);
    }
}

static void TK_NAME(sigmoid_gate_backward)(
    float *da, size_t da_stride, float *dg, size_t dg_stride, const float *dy, size_t dy_stride,
    const float *a, size_t a_stride, const float *g, size_t g_stride, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++, da += da_stride, dg += dg_stride, dy += dy_stride, a += a_stride, g += g_stride) {
        TK_LOOP for (size_t i = 0; i < d; i++) {
            float s = tk_sigmoidf(g[i]);
            da[i] += dy[i] * s;
            dg[i] += dy[i] * a[i] * (s * (1.0f - s));
        }
    }
}

static void TK_NAME(swiglu)(
    float *y, size_t y_stride, const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t f) {
    for (size_t r = 0; r < rows; r++, y += y_stride, a += a_stride, b += b_stride) {
        TK_LOOP for (size_t i = 0; i < f; i++) y[i] = a[i] * tk_sigmoidf(a[i]) * b[i];
    }
}

static void TK_NAME(swiglu_backward)(
    float *da, size_t da_stride, float *db, size_t db_stride, const float *dy, size_t dy_stride,
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t f) {
    for (size_t r = 0; r < rows; r++, da += da_stride, db += db_stride, dy += dy_stride, a += a_stride, b += b_stride) {
        TK_LOOP for (size_t i = 0; i < f; i++) {
            float s = tk_sigmoidf(a[i]);
            float slope = s * (1.0f + a[i] * (1.0f - s));
            da[i] += dy[i] * b[i] * slope;
            db[i] += dy[i] * (a[i] * s);
        }
    }
}

static void TK_NAME(gather_rows)(
    float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) {
        if (index[r] < 0) TK_NAME(fill)(y + r * d, 0.0f, d);
        else TK_NAME(scale)(y + r * d, table + (size_t)index[r] * d, weights ? weights[r] : 1.0f, d);
    }
}

static void TK_NAME(gather_rows_add)(
    float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) {
        if (index[r] >= 0) TK_NAME(axpy)(y + r * d, table + (size_t)index[r] * d, weights ? weights[r] : 1.0f, d);
    }
}

static void TK_NAME(scatter_rows_add)(
    float *table, const float *x, const int32_t *index, const float *weights, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++) {
        if (index[r] >= 0) TK_NAME(axpy)(table + (size_t)index[r] * d, x + r * d, weights ? weights[r] : 1.0f, d);
    }
}

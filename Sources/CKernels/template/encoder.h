// What text encoders need beside the rest: the exact GELU and layer normalisation. Included once per level after elementwise.h.

/// erf(x) within 4e-7: a rational function of x on [-4, 4], beyond which it is ±1 in float32.
/// The minimax coefficients of Eigen's `generic_fast_erf_float` (3.3), without FMA or with it.
TK_INLINE float tk_erff(float x) {
    float z = 4.0f < x ? 4.0f : x;
    z = -4.0f > z ? -4.0f : z;
    float s = z * z;
    float p = -2.72614225801306e-10f;
    p = p * s + 2.77068142495902e-08f;
    p = p * s - 2.10102402082508e-06f;
    p = p * s - 5.69250639462346e-05f;
    p = p * s - 7.34990630326855e-04f;
    p = p * s - 2.95459980854025e-03f;
    p = p * s - 1.60960333262415e-02f;
    float q = -1.45660718464996e-05f;
    q = q * s - 2.13374055278905e-04f;
    q = q * s - 1.68282697438203e-03f;
    q = q * s - 7.37332916720468e-03f;
    q = q * s - 1.42647390514189e-02f;
    float y = z * p / q;
    y = 4.0f <= x ? 1.0f : y;
    return x <= -4.0f ? -1.0f : y;
}

static void TK_NAME(bias_gelu_rows)(float *y, const float *x, const float *bias, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++, x += d, y += d) {
        TK_LOOP for (size_t i = 0; i < d; i++) {
            float v = x[i] + bias[i];
            y[i] = 0.5f * v * (1.0f + tk_erff(v * 0.70710678118654752f));
        }
    }
}

/// Σ (x − mean)² of one row.
TK_INLINE float tk_spread(const float *x, float mean, size_t n) {
    TK_REDUCTION
    float sum = 0;
    TK_LOOP for (size_t i = 0; i < n; i++) {
        float distance = x[i] - mean;
        sum += distance * distance;
    }
    return sum;
}

static void TK_NAME(layernorm)(
    float *y, const float *x, const float *gain, const float *bias, size_t rows, size_t d, float epsilon) {
    for (size_t r = 0; r < rows; r++, x += d, y += d) {
        float mean = tk_block_sum(x, d) / (float)d;
        float inverse = 1.0f / __builtin_elementwise_sqrt(tk_spread(x, mean, d) / (float)d + epsilon);
        TK_LOOP for (size_t i = 0; i < d; i++) y[i] = (x[i] - mean) * inverse * gain[i] + bias[i];
    }
}

static void TK_NAME(add_bias_rows)(float *y, const float *x, const float *bias, size_t rows, size_t d) {
    for (size_t r = 0; r < rows; r++, x += d, y += d) {
        TK_LOOP for (size_t i = 0; i < d; i++) y[i] += x[i] + bias[i];
    }
}

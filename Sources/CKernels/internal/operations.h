// Every operation that has one version per level, once: result, name, parameters, arguments.
// The table of a level, the public functions and the lists of kernels are made from it.
#pragma once
#include "CKernels.h"
#include "encoder_operations.h"

#define TK_OPERATIONS(OP) \
    OP(void, bf16_from_f32, (uint16_t *y, const float *x, size_t n), (y, x, n)) \
    OP(void, f32_from_bf16, (float *y, const uint16_t *x, size_t n), (y, x, n)) \
    OP(void, fill, (float *y, float value, size_t n), (y, value, n)) \
    OP(void, add, (float *y, const float *a, const float *b, size_t n), (y, a, b, n)) \
    OP(void, axpy, (float *y, const float *x, float scale, size_t n), (y, x, scale, n)) \
    OP(void, mul, (float *y, const float *a, const float *b, size_t n), (y, a, b, n)) \
    OP(void, mul_add, (float *y, const float *a, const float *b, size_t n), (y, a, b, n)) \
    OP(void, scale, (float *y, const float *x, float scale, size_t n), (y, x, scale, n)) \
    OP(void, exp, (float *y, const float *x, size_t n), (y, x, n)) \
    OP(void, log, (float *y, const float *x, size_t n), (y, x, n)) \
    OP(void, sigmoid, (float *y, const float *x, size_t n), (y, x, n)) \
    OP(void, silu, (float *y, const float *x, size_t n), (y, x, n)) \
    OP(void, silu_backward, (float *dx, const float *dy, const float *x, size_t n), (dx, dy, x, n)) \
    OP(double, sum_squares, (const float *x, size_t n), (x, n)) \
    OP(double, dot, (const float *a, const float *b, size_t n), (a, b, n)) \
    OP(double, sum, (const float *x, size_t n), (x, n)) \
    OP(void, lookup_add, (float *y, const float *table, const uint8_t *index, size_t n), (y, table, index, n)) \
    OP(void, lookup_add_backward, (float *table, const float *x, const uint8_t *index, size_t n), (table, x, index, n)) \
    OP(void, dropout, (float *y, const float *x, size_t n, uint64_t seed, uint64_t first, float keep), \
        (y, x, n, seed, first, keep)) \
    OP(void, bias_rows, (float *y, const float *x, const float *bias, size_t rows, size_t d), (y, x, bias, rows, d)) \
    OP(void, bias_rows_backward, (float *dbias, const float *dy, size_t dy_stride, size_t rows, size_t d), \
        (dbias, dy, dy_stride, rows, d)) \
    OP(void, scale_rows, (float *y, const float *x, const float *weights, size_t rows, size_t d), \
        (y, x, weights, rows, d)) \
    TK_ENCODER_OPERATIONS(OP) \
    OP(void, dot_gathered, \
        (float *out, const float *x, const float *table, const int32_t *index, size_t rows, size_t d), \
        (out, x, table, index, rows, d)) \
    OP(void, gather_columns, \
        (float *y, size_t y_stride, const float *table, const int32_t *index, size_t rows, size_t d), \
        (y, y_stride, table, index, rows, d)) \
    OP(void, combine_rows, (float *y, const float *weights, const float *x, size_t rows, size_t d), (y, weights, x, rows, d)) \
    OP(void, rmsnorm, \
        (float *y, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon), \
        (y, inverse_rms, x, gain, rows, d, epsilon)) \
    OP(void, rmsnorm_backward, \
        (float *dx, float *dgain, const float *dy, const float *x, const float *gain, const float *inverse_rms, \
            size_t rows, size_t d), \
        (dx, dgain, dy, x, gain, inverse_rms, rows, d)) \
    OP(void, l2_normalize, (float *y, float *inverse_norm, const float *x, size_t rows, size_t d, float epsilon), \
        (y, inverse_norm, x, rows, d, epsilon)) \
    OP(void, l2_normalize_backward, \
        (float *dx, const float *dy, const float *y, const float *inverse_norm, size_t rows, size_t d, float epsilon), \
        (dx, dy, y, inverse_norm, rows, d, epsilon)) \
    OP(void, sigmoid_gate, \
        (float *y, size_t y_stride, const float *a, size_t a_stride, const float *g, size_t g_stride, \
            size_t rows, size_t d), \
        (y, y_stride, a, a_stride, g, g_stride, rows, d)) \
    OP(void, sigmoid_gate_backward, \
        (float *da, size_t da_stride, float *dg, size_t dg_stride, const float *dy, size_t dy_stride, \
            const float *a, size_t a_stride, const float *g, size_t g_stride, size_t rows, size_t d), \
        (da, da_stride, dg, dg_stride, dy, dy_stride, a, a_stride, g, g_stride, rows, d)) \
    OP(void, swiglu, \
        (float *y, size_t y_stride, const float *a, size_t a_stride, const float *b, size_t b_stride, \
            size_t rows, size_t f), \
        (y, y_stride, a, a_stride, b, b_stride, rows, f)) \
    OP(void, swiglu_backward, \
        (float *da, size_t da_stride, float *db, size_t db_stride, const float *dy, size_t dy_stride, \
            const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t f), \
        (da, da_stride, db, db_stride, dy, dy_stride, a, a_stride, b, b_stride, rows, f)) \
    OP(void, gather_rows, \
        (float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d), \
        (y, table, index, weights, rows, d)) \
    OP(void, gather_rows_add, \
        (float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d), \
        (y, table, index, weights, rows, d)) \
    OP(void, scatter_rows_add, \
        (float *table, const float *x, const int32_t *index, const float *weights, size_t rows, size_t d), \
        (table, x, index, weights, rows, d)) \
    OP(void, exp_rows, \
        (uint16_t *out, size_t out_stride, float *sums, const float *x, size_t x_stride, size_t rows, size_t n, \
            float scale, float shift), \
        (out, out_stride, sums, x, x_stride, rows, n, scale, shift)) \
    OP(void, softmax_row, (float *x, size_t n, int subtract_max), (x, n, subtract_max)) \
    OP(void, softmax_causal, \
        (float *x, size_t stride, size_t rows, size_t n, size_t visible, int subtract_max), \
        (x, stride, rows, n, visible, subtract_max)) \
    OP(void, softmax_row_backward, (float *ds, const float *dp, const float *p, size_t n), (ds, dp, p, n)) \
    OP(void, softmax_causal_backward, \
        (float *ds, size_t ds_stride, const float *dp, size_t dp_stride, const float *p, size_t p_stride, \
            size_t rows, size_t n, size_t visible), \
        (ds, ds_stride, dp, dp_stride, p, p_stride, rows, n, visible)) \
    OP(void, adamw, (float *param, float *m, float *v, const float *grad, size_t n, const tk_adamw_options *options), \
        (param, m, v, grad, n, options)) \
    OP(void, add_dropout, \
        (float *y, const float *a, const float *b, size_t n, uint64_t seed, uint64_t first, float keep), \
        (y, a, b, n, seed, first, keep)) \
    OP(void, rmsnorm_operand, \
        (void *out, tk_type type, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon), \
        (out, type, inverse_rms, x, gain, rows, d, epsilon)) \
    OP(void, dropout_operand, \
        (void *out, tk_type type, const float *x, size_t n, uint64_t seed, uint64_t first, float keep), \
        (out, type, x, n, seed, first, keep)) \
    OP(void, gate_operand, \
        (void *out, tk_type type, const float *a, const float *g, size_t g_stride, size_t rows, size_t d), \
        (out, type, a, g, g_stride, rows, d)) \
    OP(void, swiglu_operand, (void *out, void *kept, tk_type type, const float *x, size_t rows, size_t f), \
        (out, kept, type, x, rows, f)) \
    OP(void, swiglu_backward_operand, \
        (void *dx, void *out, tk_type type, const float *dy, const void *kept, size_t rows, size_t f), \
        (dx, out, type, dy, kept, rows, f)) \
    OP(void, attention_weights, \
        (void *out, tk_type type, float *x, size_t stride, size_t rows, const int32_t *visible, const float *position_end, \
            const float *time, const uint8_t *buckets, size_t bucket_stride), \
        (out, type, x, stride, rows, visible, position_end, time, buckets, bucket_stride)) \
    OP(void, attention_slopes, \
        (void *out, tk_type type, const void *p, float *dp, size_t stride, size_t rows, const int32_t *visible, const float *y, \
            const float *dy, size_t y_stride, size_t d, float *dposition_end, float *dtime, const uint8_t *buckets, \
            size_t bucket_stride), \
        (out, type, p, dp, stride, rows, visible, y, dy, y_stride, d, dposition_end, dtime, buckets, bucket_stride))

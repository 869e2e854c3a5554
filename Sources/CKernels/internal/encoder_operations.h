// The operations of template/encoder.h, for the list in operations.h.
#pragma once

#define TK_ENCODER_OPERATIONS(OP) \
    OP(void, finish_rows, \
        (const tk_finish *finish, size_t row, size_t column, const float *x, size_t x_stride, size_t rows, size_t columns), \
        (finish, row, column, x, x_stride, rows, columns)) \
    OP(void, softmax_operand, \
        (void *out, tk_type type, float *inverse_sums, const float *x, size_t stride, size_t rows, size_t n, size_t padded), \
        (out, type, inverse_sums, x, stride, rows, n, padded)) \
    OP(void, layernorm_operand, \
        (void *out, tk_type type, float *x, const float *added, const float *gain, const float *bias, size_t rows, size_t d, \
            float epsilon), \
        (out, type, x, added, gain, bias, rows, d, epsilon))

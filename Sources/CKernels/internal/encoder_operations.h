// The operations of template/encoder.h, for the list in operations.h.
#pragma once

#define TK_ENCODER_OPERATIONS(OP) \
    OP(void, bias_gelu_rows, (float *y, const float *x, const float *bias, size_t rows, size_t d), (y, x, bias, rows, d)) \
    OP(void, add_bias_rows, (float *y, const float *x, const float *bias, size_t rows, size_t d), (y, x, bias, rows, d)) \
    OP(void, layernorm, \
        (float *y, const float *x, const float *gain, const float *bias, size_t rows, size_t d, float epsilon), \
        (y, x, gain, bias, rows, d, epsilon))

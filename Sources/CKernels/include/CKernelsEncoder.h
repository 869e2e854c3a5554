// Kernels of text encoders; the rules of CKernels.h hold. Rows are contiguous, [R, D] with row stride D.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// y = gelu(x + bias), gelu(v) = v · ½(1 + erf(v/√2)), erf within 4e-7. x, y: [R, D]; bias: [D]. In place allowed.
/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
void tk_bias_gelu_rows(float *y, const float *x, const float *bias, size_t rows, size_t d);
/// y += x + bias. x, y: [R, D]; bias: [D]. x and y do not overlap.
void tk_add_bias_rows(float *y, const float *x, const float *bias, size_t rows, size_t d);
/// y = (x − mean) / √(variance + epsilon) · gain + bias, mean and variance of each row in two passes with float32 sums.
/// gain, bias: [D]. In place allowed. Ba, Kiros and Hinton, "Layer Normalization", 2016.
void tk_layernorm(float *y, const float *x, const float *gain, const float *bias, size_t rows, size_t d, float epsilon);

#ifdef __cplusplus
}
#endif

// Kernels of text encoders, and products that are finished on the way out; the rules of CKernels.h hold. Rows are contiguous, [R, D] with row stride D, where no stride is given.
// Operands are what only products read: TK_BF16 (to nearest even) or TK_F32. Values that become bf16 are computed to about 2⁻¹², beside
// which the rounding of 2⁻⁹ stands; float32 values are as exact as elsewhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tk_activation { TK_LINEAR = 0, TK_GELU = 1, TK_EXPONENTIAL = 2 } tk_activation;

/// What becomes of sums x[M, N] on their way into an operand y.
///
///     TK_LINEAR       y = scales[m] · x + bias[n]
///     TK_GELU         y = gelu(scales[m] · x + bias[n]), gelu(v) = v · ½(1 + erf(v/√2)): float32 with erf within 4e-7, bf16 within 2e-4
///     TK_EXPONENTIAL  y = exp(factor · x − shift), whose argument the caller keeps below 1; sums[m, n mod 16] += y before rounding
///
/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
typedef struct tk_finish {
    void *out;            // [M, N] of `type` with row stride `stride`
    tk_type type;
    size_t stride;
    tk_activation activation;
    const float *scales;  // [M], or NULL for 1
    const float *bias;    // [N], or NULL for 0
    float factor, shift;
    float *sums;          // [M, 16], of TK_EXPONENTIAL alone
    void *panels;         // of TK_EXPONENTIAL alone: y once more as tk_gemm_panels reads it; NULL where nobody will
    size_t panel_bytes;   // from one panel of 32 columns to the next
} tk_finish;

/// Finishes rows × columns of the sums x, whose first is element (row, column) of the output; column is a multiple of 16.
void tk_finish_rows(
    const tk_finish *finish, size_t row, size_t column, const float *x, size_t x_stride, size_t rows, size_t columns);

/// The product A · B of a packed B, finished on the way out, tile by tile: `alpha`, `beta`, `c` and `ldc` of the arguments are not used.
/// `scratch` holds tk_gemm_finished_scratch_bytes(m, k) bytes.
void tk_gemm_finished(const tk_gemm_args *args, const tk_finish *finish);
size_t tk_gemm_finished_scratch_bytes(size_t m, size_t k);

/// Whether the products of this level read panels: rows of A in columns, as TK_EXPONENTIAL leaves them.
///
/// A panel holds 32 columns, [M / u][32][u] with u = 2 for bf16 and 1 for float32; an odd last row is followed by zeros.
int tk_reads_panels(void);
/// Bytes of a panel of M rows.
size_t tk_panel_size(size_t m);
/// C[M, N] += Aᵀ · B for A[K, M] in panels, `panel_bytes` apart, and a packed B[K, N]. C: row-major with `ldc`.
void tk_gemm_panels(
    float *c, size_t ldc, const void *panels, size_t panel_bytes, const void *packed_b, size_t m, size_t n, size_t k);

/// out[r] = exp(x[r] − max x[r]) over the first n, and 0 up to `padded`; inverse_sums[r] = 1 / Σ of them before rounding.
/// x, out: [R, n] with `stride` each; n ≤ padded ≤ stride.
void tk_softmax_operand(
    void *out, tk_type type, float *inverse_sums, const float *x, size_t stride, size_t rows, size_t n, size_t padded);

/// x becomes layernorm(x + added) = (v − mean) / √(variance + epsilon) · gain + bias with v = x + added, and out the same as an operand.
/// x, out: [R, D]; added: [D], or NULL for 0; gain, bias: [D]. Mean and variance in two passes with float32 sums.
/// Ba, Kiros and Hinton, "Layer Normalization", 2016.
void tk_layernorm_operand(
    void *out, tk_type type, float *x, const float *added, const float *gain, const float *bias, size_t rows, size_t d,
    float epsilon);

/// Attention of one head in which each of R rows sees all R.
typedef struct tk_full_attention_args {
    size_t rows, d;
    tk_type type;                 // of everything: the one that products of these flags read, or TK_F32
    const void *q, *k, *v;        // [R, d] with row stride `stride`; scores are q·k, without a factor
    size_t stride;
    void *out;                    // [R, d] with row stride `out_stride`
    size_t out_stride;
    uint32_t flags;               // 0 or TK_GEMM_FLOAT32
    void *scratch;                // tk_full_attention_scratch_bytes(rows, d) bytes
} tk_full_attention_args;

/// out = softmax(q kᵀ) v. A row of the result does not depend on where the others lie.
void tk_full_attention(const tk_full_attention_args *args);
size_t tk_full_attention_scratch_bytes(size_t rows, size_t d);

#ifdef __cplusplus
}
#endif

// The arithmetic of Tastemaker. Kernels compute; the caller owns memory, threads and policy.
//
// Letters: R rows, D columns of a row, N elements, M × N × K the three sizes of a matrix product.
//
// Rules that hold wherever a comment does not say otherwise:
// - Numbers are float32. `uint16_t` holds a bfloat16 bit pattern.
// - A pointer needs the alignment of its element type only; 64-byte alignment is faster and changes nothing else.
// - Outputs overlap no input and no other output. "in place allowed" means that an output may *be* the input
//   (same address and stride), never that it may overlap it partly.
// - A size of 0 is allowed: then nothing is read or written, except where a product says otherwise.
// - Strides count elements and are at least the width of what they step over.
// - Functions that end in `_backward` or `_add` add to their outputs; all others overwrite them.
// - Sums over a row run in float32 in an order that depends on the level, so levels agree to rounding, not to the bit.
//   At one level, equal input gives equal bits, wherever the row lies and whatever the thread.
// - Every function may be called from any thread at any time, except `tk_level_set`.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// ---------------------------------------------------------------------------------------------------- levels

/// An instruction set with its own kernels. The number is an identifier, not a rank.
typedef enum tk_level {
    TK_SCALAR = 0,       // portable C, one element at a time: the truth that the others are checked against
    TK_AVX2 = 1,         // AVX2, FMA, F16C
    TK_AVX512 = 2,       // AVX-512 F, BW, VL, DQ
    TK_AVX512_BF16 = 3,  // the above and VDPBF16PS: products of bf16 operands with float32 accumulators
    TK_AMX_BF16 = 4,     // the above and the tile instructions TDPBF16PS
    TK_NEON = 5,         // arm64
} tk_level;

/// The best level of this machine. The first call asks the processor and, for AMX, the operating system.
tk_level tk_probe(void);
/// 1 if this machine can run `level`.
int tk_level_available(tk_level level);
/// The level in use on this thread: `tk_probe()` unless `tk_level_set` or `tk_level_override` chose another.
tk_level tk_level_current(void);
/// Chooses a level and returns 1; returns 0 and changes nothing when this machine lacks it.
/// Must not run while another thread is inside a kernel. Packed matrices do not outlive a change of level.
int tk_level_set(tk_level level);
/// The same for the calling thread alone, until `tk_level_override_end`: for tests and comparisons, which must not pull
/// the level from under other threads.
int tk_level_override(tk_level level);
void tk_level_override_end(void);
/// "scalar", "avx2", "avx512", "avx512-bf16", "amx", "neon"; "unknown" for any other number.
const char *tk_level_name(tk_level level);
/// The processor's features that matter here, separated by spaces ("avx2 fma f16c avx512f …"). Static storage.
const char *tk_cpu_features(void);
/// 1 if products at `level` round their operands to bf16, 0 if they are float32 throughout.
int tk_level_uses_bf16(tk_level level);

// --------------------------------------------------------------------------------------------------- products

typedef enum tk_type { TK_F32 = 0, TK_BF16 = 1 } tk_type;

/// A matrix to read: element (i, j) lies at data[i * row_stride + j * column_stride].
/// One of the strides must be 1. A transposed view swaps them.
typedef struct tk_matrix {
    const void *data;
    tk_type type;
    size_t row_stride;
    size_t column_stride;
} tk_matrix;

/// Pure float32 arithmetic, also on levels which otherwise round operands to bf16.
#define TK_GEMM_FLOAT32 1u
/// First columns of parts of a packed matrix are multiples of this, at every level.
#define TK_GEMM_PANEL 32

/// C[M, N] = alpha · A[M, K] · B[K, N] + beta · C. A, B: tk_matrix; C: row-major float32 with row stride `ldc`.
typedef struct tk_gemm_args {
    size_t m, n, k;
    float alpha, beta;
    tk_matrix a;
    tk_matrix b;           // ignored by tk_gemm_prepacked
    const void *packed_b;  // ignored by tk_gemm
    float *c;
    size_t ldc;
    uint32_t flags;        // 0 or TK_GEMM_FLOAT32
    void *scratch;         // tk_gemm_scratch_bytes(m, n, k) bytes, any alignment, one per thread; contents irrelevant
} tk_gemm_args;

/// Matrix product.
/// Operands: float32, or bf16 rounded to nearest even where `tk_level_uses_bf16`. Accumulators: float32.
/// C overlaps nothing. With beta = 0, C is not read (it may hold NaN). With K = 0 or alpha = 0, C = beta · C.
/// The result of a row of C depends neither on M nor on which rows are asked for beside it.
void tk_gemm(const tk_gemm_args *args);
/// Bytes of scratch that `tk_gemm` and `tk_gemm_prepacked` need at any level: a few megabytes at most.
size_t tk_gemm_scratch_bytes(size_t m, size_t n, size_t k);

/// Bytes of B[K, N] packed for the current level.
size_t tk_gemm_packed_b_bytes(size_t k, size_t n, uint32_t flags);
/// Packs columns `first ..< first + count` of B[K, N] into `packed`, which holds the whole of B.
/// `first` is a multiple of TK_GEMM_PANEL; so is `count`, unless the last column is included.
/// Threads may pack separate ranges at once. Pack all: first = 0, count = n.
void tk_gemm_pack_b(void *packed, const tk_matrix *b, size_t k, size_t n, size_t first, size_t count, uint32_t flags);
/// Where column `first` (a multiple of TK_GEMM_PANEL) begins inside a packed B with K rows: a product with columns
/// `first ..< first + n` takes `packed_b` plus this many bytes.
size_t tk_gemm_packed_b_offset(size_t k, size_t first, uint32_t flags);
/// The product with a B that was packed at the same level with the same K and flags.
void tk_gemm_prepacked(const tk_gemm_args *args);
/// The product with the first K of the `packed_k` rows of a packed B.
void tk_gemm_prepacked_part(const tk_gemm_args *args, size_t packed_k);

/// The AMX kernel over a C emulation of the tile instructions, for tests on machines without AMX. Slow.
/// It packs for itself: `b` is used, `packed_b` is not.
void tk_gemm_amx_emulated(const tk_gemm_args *args);

// ------------------------------------------------------------------------------------------------ conversions

/// y[N] = bf16(x[N]): to nearest even; subnormal numbers become zero of the same sign; NaN stays NaN.
/// The same bits at every level.
void tk_bf16_from_f32(uint16_t *y, const float *x, size_t n);
/// y[N] = float32(x[N]), exact.
void tk_f32_from_bf16(float *y, const uint16_t *x, size_t n);

// ------------------------------------------------------------------------------------------------ elementwise
// x, y, a, b: [N]. In place allowed for each.

/// y = value
void tk_fill(float *y, float value, size_t n);
/// y = a + b
void tk_add(float *y, const float *a, const float *b, size_t n);
/// y += scale · x. x may be y.
void tk_axpy(float *y, const float *x, float scale, size_t n);
/// y = a · b
void tk_mul(float *y, const float *a, const float *b, size_t n);
/// y += a · b
void tk_mul_add(float *y, const float *a, const float *b, size_t n);
/// y = scale · x
void tk_scale(float *y, const float *x, float scale, size_t n);
/// y = exp(x), within 2 ulp; +inf above 88.73, 0 below −87.33 (where it would be subnormal), NaN stays NaN.
void tk_exp(float *y, const float *x, size_t n);
/// y = ln(x), within 3 ulp, for x ≥ 2^−126; −inf for 0 and subnormal x, NaN for x < 0 and NaN.
void tk_log(float *y, const float *x, size_t n);
/// y = 1 / (1 + exp(−x))
void tk_sigmoid(float *y, const float *x, size_t n);
/// y = x · sigmoid(x)
void tk_silu(float *y, const float *x, size_t n);
/// dx += dy · d silu(x)/dx. dx may not be x.
void tk_silu_backward(float *dx, const float *dy, const float *x, size_t n);

/// Σ x². float32 inside blocks of 1,024, double across blocks. 0 for N = 0.
double tk_sum_squares(const float *x, size_t n);
/// Σ a · b. float32 inside blocks of 1,024, double across blocks. 0 for N = 0.
double tk_dot(const float *a, const float *b, size_t n);
/// Σ x. float32 inside blocks of 1,024, double across blocks. 0 for N = 0.
double tk_sum(const float *x, size_t n);

/// y[i] += table[index[i]]. index: [N], each below the table's length, which is at most 256.
void tk_lookup_add(float *y, const float *table, const uint8_t *index, size_t n);
/// table[index[i]] += x[i], in the order of i.
void tk_lookup_add_backward(float *table, const float *x, const uint8_t *index, size_t n);

/// y = x / keep where the element is kept, else 0. In place allowed. 0 < keep ≤ 1.
/// Element i is kept iff hash(seed, first + i) < keep · 2^32, the same at every level; the gradient takes the same call.
void tk_dropout(float *y, const float *x, size_t n, uint64_t seed, uint64_t first, float keep);
/// The hash: a bijective mix of the low word of `index`, keyed by `seed` and the high word.
uint32_t tk_dropout_hash(uint64_t seed, uint64_t index);

// ------------------------------------------------------------------------------------------------------- rows
// Rows are contiguous, [R, D] with row stride D, unless a stride is given.

/// y[r] = x[r] + bias. x, y: [R, D]; bias: [D]. In place allowed.
void tk_bias_rows(float *y, const float *x, const float *bias, size_t rows, size_t d);
/// dbias[d] += Σ over r of dy[r, d], in the order of r. dy: [R, D] with stride.
void tk_bias_rows_backward(float *dbias, const float *dy, size_t dy_stride, size_t rows, size_t d);
/// y[r] = weights[r] · x[r]. In place allowed.
void tk_scale_rows(float *y, const float *x, const float *weights, size_t rows, size_t d);
/// out[r] = x · table[index[r]], each what `tk_dot` gives. x: [D]; table: [any, D]; index: [R], none negative.
void tk_dot_gathered(float *out, const float *x, const float *table, const int32_t *index, size_t rows, size_t d);
/// y[i, r] = table[index[r], i]: rows become columns. y: [D, R] with stride; table: [any, D]; index: [R], none negative.
void tk_gather_columns(float *y, size_t y_stride, const float *table, const int32_t *index, size_t rows, size_t d);
/// y = Σ over r of weights[r] · x[r], in the order of r. y: [D], none of x; weights: [R]; x: [R, D].
void tk_combine_rows(float *y, const float *weights, const float *x, size_t rows, size_t d);

/// y = x · inverse_rms · gain, inverse_rms[r] = 1/√(mean(x[r]²) + epsilon). gain: [D]; inverse_rms: [R]. In place allowed.
/// Zhang and Sennrich, "Root Mean Square Layer Normalization", NeurIPS 2019.
void tk_rmsnorm(float *y, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon);
/// dx += …, dgain += …, from the forward pass's x and inverse_rms. dgain: [D].
void tk_rmsnorm_backward(
    float *dx, float *dgain, const float *dy, const float *x, const float *gain, const float *inverse_rms,
    size_t rows, size_t d);

/// y[r] = x[r] · inverse_norm[r], inverse_norm[r] = 1/max(‖x[r]‖, epsilon). In place allowed.
void tk_l2_normalize(float *y, float *inverse_norm, const float *x, size_t rows, size_t d, float epsilon);
/// dx += …, from the forward pass's y, inverse_norm and epsilon. Rows shorter than epsilon: dx += dy/epsilon.
void tk_l2_normalize_backward(
    float *dx, const float *dy, const float *y, const float *inverse_norm, size_t rows, size_t d, float epsilon);

/// y = a · sigmoid(g). All [R, D] with strides. y may be a.
void tk_sigmoid_gate(
    float *y, size_t y_stride, const float *a, size_t a_stride, const float *g, size_t g_stride, size_t rows, size_t d);
/// da += dy · sigmoid(g); dg += dy · a · sigmoid′(g).
void tk_sigmoid_gate_backward(
    float *da, size_t da_stride, float *dg, size_t dg_stride, const float *dy, size_t dy_stride,
    const float *a, size_t a_stride, const float *g, size_t g_stride, size_t rows, size_t d);

/// y = silu(a) · b. All [R, F] with strides; a and b may be the halves of one [R, 2F]. y may be a or b.
/// Shazeer, "GLU Variants Improve Transformer", 2020.
void tk_swiglu(
    float *y, size_t y_stride, const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t f);
/// da += dy · b · silu′(a); db += dy · silu(a).
void tk_swiglu_backward(
    float *da, size_t da_stride, float *db, size_t db_stride, const float *dy, size_t dy_stride,
    const float *a, size_t a_stride, const float *b, size_t b_stride, size_t rows, size_t f);

/// y[r] = weights[r] · table[index[r]]; a row of zeros where index[r] < 0. weights: [R] or NULL for 1.
void tk_gather_rows(float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d);
/// y[r] += weights[r] · table[index[r]]; nothing where index[r] < 0.
void tk_gather_rows_add(float *y, const float *table, const int32_t *index, const float *weights, size_t rows, size_t d);
/// table[index[r]] += weights[r] · x[r], in the order of r; nothing where index[r] < 0.
void tk_scatter_rows_add(float *table, const float *x, const int32_t *index, const float *weights, size_t rows, size_t d);

// --------------------------------------------------------------------------------------------------- operands
// What only products read, written as they read it: `type` is TK_BF16 (to nearest even, as tk_bf16_from_f32) or TK_F32.
// Outputs are contiguous; x of one call may be its output only where the types are equal. `first` + n stay below 2^32.

/// y = a + dropout(b): tk_dropout with the same seed, first and keep. In place allowed.
void tk_add_dropout(float *y, const float *a, const float *b, size_t n, uint64_t seed, uint64_t first, float keep);
/// tk_rmsnorm into an operand. out: [R, D]; inverse_rms: [R].
void tk_rmsnorm_operand(
    void *out, tk_type type, float *inverse_rms, const float *x, const float *gain, size_t rows, size_t d, float epsilon);
/// tk_dropout into an operand; with keep ≥ 1 a conversion. out, x: [N].
void tk_dropout_operand(void *out, tk_type type, const float *x, size_t n, uint64_t seed, uint64_t first, float keep);
/// out = a · sigmoid(g). out, a: [R, D]; g: [R, D] with stride.
void tk_gate_operand(void *out, tk_type type, const float *a, const float *g, size_t g_stride, size_t rows, size_t d);
/// out = silu(left half of x) · right half; kept = x unless it is NULL. x, kept: [R, 2F]; out: [R, F].
void tk_swiglu_operand(void *out, void *kept, tk_type type, const float *x, size_t rows, size_t f);
/// The gradient dx of x, overwritten, and out once more, from what tk_swiglu_operand kept. dx, kept: [R, 2F]; out, dy: [R, F].
void tk_swiglu_backward_operand(
    void *dx, void *out, tk_type type, const float *dy, const void *kept, size_t rows, size_t f);

/// The attention of some queries: row r of out = softmax(x + position_end[j − visible[r]] + time[buckets[j]]) over its first
/// visible[r] keys j, and 0 up to `stride`. x: [R, stride], destroyed; out: [R, stride]; visible: [R], each 1 ≤ visible ≤ stride;
/// position_end: behind the bias of the nearest key, or NULL; buckets: [R, bucket_stride], read where time is not NULL.
void tk_attention_weights(
    void *out, tk_type type, float *x, size_t stride, size_t rows, const int32_t *visible, const float *position_end,
    const float *time, const uint8_t *buckets, size_t bucket_stride);
/// The gradient of their scores, ds = p · (dp − y·dy), into out, 0 up to `stride`; dposition_end and dtime grow by ds before rounding,
/// in the order of rows and keys, where they are not NULL. dp: [R, stride], destroyed; out: [R, stride], may be p; y, dy: [R, d] with y_stride.
void tk_attention_slopes(
    void *out, tk_type type, const void *p, float *dp, size_t stride, size_t rows, const int32_t *visible, const float *y,
    const float *dy, size_t y_stride, size_t d, float *dposition_end, float *dtime, const uint8_t *buckets, size_t bucket_stride);

// ---------------------------------------------------------------------------------------------------- softmax

/// e = exp(scale · x − shift), at most e^88, sums[r] += Σ e[r] (float32, of the unrounded e), out = bf16(e) unless out is NULL.
/// x: [R, N] with stride; out: [R, N] with stride; sums: [R]. For tiled losses: the caller zeroes sums.
void tk_exp_rows(
    uint16_t *out, size_t out_stride, float *sums, const float *x, size_t x_stride, size_t rows, size_t n,
    float scale, float shift);

/// x[0 ..< n] becomes its softmax. With subtract_max = 0 the caller vouches that no x exceeds 80.
void tk_softmax_row(float *x, size_t n, int subtract_max);
/// Row r of x [R, N] becomes the softmax of its first min(visible + r, N) elements; the others become 0.
/// visible ≥ 1; 1 for a causal square. With subtract_max = 0 the caller vouches that no visible x exceeds 80.
void tk_softmax_causal(float *x, size_t stride, size_t rows, size_t n, size_t visible, int subtract_max);
/// ds = p · (dp − Σ p · dp). All [N]; ds may be dp.
void tk_softmax_row_backward(float *ds, const float *dp, const float *p, size_t n);
/// The same for every row of tk_softmax_causal: the invisible part of ds becomes 0. ds may be dp (then ds_stride = dp_stride).
void tk_softmax_causal_backward(
    float *ds, size_t ds_stride, const float *dp, size_t dp_stride, const float *p, size_t p_stride,
    size_t rows, size_t n, size_t visible);

// -------------------------------------------------------------------------------------------------- optimizer

typedef struct tk_adamw_options {
    float learning_rate, beta1, beta2, epsilon, weight_decay;
    float correction1, correction2;  // 1 − beta1^t and 1 − beta2^t at step t = 1, 2, …
    float gradient_scale;            // multiplies the gradient before use (clipping, averaging)
} tk_adamw_options;

/// One AdamW step on param, m, v: [N]; grad is read only.
/// g = gradient_scale · grad; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²;
/// param = (1 − lr · decay) · param − lr · (m/correction1) / (√(v/correction2) + ε).
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
void tk_adamw(float *param, float *m, float *v, const float *grad, size_t n, const tk_adamw_options *options);

#ifdef __cplusplus
}
#endif

#include "CKernelsCached.h"
#include "CKernelsEncoder.h"
#include "CKernelsScan.h"

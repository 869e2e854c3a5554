// Rows written with fewer bits, and what that loses. The same bits on every machine: no level has a version of its own.
#include "../internal/scan.h"
#include "../internal/bits.h"
#include <math.h>

/// Sums are float64 and the result is rounded up, so that a norm is never told too small.
static float upward(double squares) { return nextafterf((float)(sqrt(squares) * (1 + 0x1p-40)), INFINITY); }

static float largest(const float *x, size_t d) {
    float most = 0;
    for (size_t i = 0; i < d; i++) most = fabsf(x[i]) > most ? fabsf(x[i]) : most;
    return most;
}

/// To nearest even for |x| < 2^22, without a call.
static float to_whole(float x) {
    const float magic = 0x1.8p23f;
    float shifted = x + magic;
    return shifted - magic;
}

tk_scan_loss tk_scan_pack_int8(uint8_t *codes, size_t stride, float *scale, const float *x, size_t d) {
    float most = largest(x, d), step = most / 127, inverse = step > 0 && isfinite(1 / step) ? 1 / step : 0;
    double lost = 0, kept = 0;
    for (size_t i = 0; i < d; i++) {
        float code = to_whole(x[i] * inverse);
        code = code > 127 ? 127 : code < -127 ? -127 : code;
        codes[i] = (uint8_t)((int)code + 128);
        double written = (double)code * step, error = x[i] - written;
        lost += error * error;
        kept += written * written;
    }
    for (size_t i = d; i < stride; i++) codes[i] = 128;
    *scale = step;
    return (tk_scan_loss){upward(lost), upward(kept)};
}

tk_scan_loss tk_scan_pack_bf16(uint16_t *y, size_t stride, const float *x, size_t d) {
    double lost = 0, kept = 0;
    for (size_t i = 0; i < d; i++) {
        y[i] = tk_to_bf16(x[i]);
        double written = tk_from_bf16(y[i]), error = x[i] - written;
        lost += error * error;
        kept += written * written;
    }
    for (size_t i = d; i < stride / 2; i++) y[i] = 0;
    return (tk_scan_loss){upward(lost), upward(kept)};
}

double tk_scan_dot(const float *a, const float *b, size_t d) {
    double sums[8] = {0};
    size_t whole = d & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        for (int lane = 0; lane < 8; lane++) sums[lane] += (double)a[i + (size_t)lane] * (double)b[i + (size_t)lane];
    }
    for (size_t i = whole; i < d; i++) sums[i & 7] += (double)a[i] * (double)b[i];
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

// Which scan kernels a level uses.
#include "../internal/scan.h"
#include "../internal/probe.h"

#if TK_X86
static const tk_scan_kernels *kernels_x86(tk_scan_type type, tk_level level) {
    int wide = level != TK_AVX2;
    switch (type) {
    case TK_SCAN_F32: return wide ? &tk_scan_f32_avx512 : &tk_scan_f32_avx2;
    case TK_SCAN_BF16:
        if (tk_level_uses_bf16(level)) return &tk_scan_bf16_avx512_bf16;
        return wide ? &tk_scan_bf16_avx512 : &tk_scan_bf16_avx2;
    case TK_SCAN_INT8:
        // AVX-512 brings no integer product worth having without VNNI.
        return wide && tk_cpu_get()->avx512_vnni ? &tk_scan_int8_avx512_vnni : &tk_scan_int8_avx2;
    }
    return NULL;
}
#endif

static const tk_scan_kernels *kernels_scalar(tk_scan_type type) {
    switch (type) {
    case TK_SCAN_F32: return &tk_scan_f32_scalar;
    case TK_SCAN_BF16: return &tk_scan_bf16_scalar;
    case TK_SCAN_INT8: return &tk_scan_int8_scalar;
    }
    return NULL;
}

static const tk_scan_kernels *kernels_of(tk_scan_type type) {
#if TK_X86
    tk_level level = tk_level_current();
    if (level != TK_SCALAR) return kernels_x86(type, level);
#endif
    return kernels_scalar(type);
}

void tk_scan_rows(const tk_scan_args *args) { kernels_of(args->type)->rows(args); }
void tk_scan_lanes(const tk_scan_args *args) { kernels_of(args->type)->lanes(args); }

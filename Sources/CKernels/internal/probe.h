// What the processor and the operating system offer.
#pragma once

typedef struct tk_cpu {
    int avx2, fma, f16c, avx512f, avx512bw, avx512vl, avx512dq, avx512_bf16, avx512_vnni, amx_tile, amx_bf16, neon;
    int amx_permitted;  // the kernel lets this process use tile data
} tk_cpu;

/// Asks once; later calls return the first answer.
const tk_cpu *tk_cpu_get(void);

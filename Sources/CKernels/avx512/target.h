// The features that the AVX-512 levels ask for, as target strings.
#pragma once
#define TK_AVX512_FEATURES "avx2,fma,f16c,bmi,bmi2,avx512f,avx512bw,avx512vl,avx512dq"
#define TK_AVX512_BF16_FEATURES TK_AVX512_FEATURES ",avx512bf16"

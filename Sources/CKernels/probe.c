// cpuid says what the processor has, xgetbv which registers the operating system saves, and arch_prctl asks Linux for
// the tile registers, which a process must do before it uses them.
#include "internal/probe.h"
#include "internal/table.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static tk_cpu cpu;
static char features[160];
static pthread_once_t once = PTHREAD_ONCE_INIT;

#if TK_X86
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

enum { XCR0_YMM = 0x6, XCR0_ZMM = 0xe6, XCR0_TILES = 0x60000 };

__attribute__((target("xsave"))) static unsigned long long saved_registers(void) { return __builtin_ia32_xgetbv(0); }

static int request_tiles(void) {
#if defined(__linux__)
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
    return syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
#else
    return 0;
#endif
}

static int bit(unsigned word, int index) { return (int)(word >> index & 1); }

static void ask(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !bit(c, 27)) return;  // bit 27: xgetbv may be used
    unsigned long long saved = saved_registers();
    int ymm = (saved & XCR0_YMM) == XCR0_YMM, zmm = (saved & XCR0_ZMM) == XCR0_ZMM;
    cpu.fma = ymm && bit(c, 12);
    cpu.f16c = ymm && bit(c, 29);
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return;
    unsigned last = a;
    cpu.avx2 = ymm && bit(b, 5) && bit(b, 3) && bit(b, 8);  // with BMI 1 and 2
    cpu.avx512f = zmm && bit(b, 16);
    cpu.avx512dq = zmm && bit(b, 17);
    cpu.avx512bw = zmm && bit(b, 30);
    cpu.avx512vl = zmm && bit(b, 31);
    cpu.avx512_vnni = zmm && bit(c, 11);
    cpu.amx_tile = bit(d, 24) && (saved & XCR0_TILES) == XCR0_TILES;
    cpu.amx_bf16 = bit(d, 22) && cpu.amx_tile;
    if (last >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d)) cpu.avx512_bf16 = zmm && bit(a, 5);
    if (cpu.amx_bf16) cpu.amx_permitted = request_tiles();
}
#elif defined(__aarch64__)
static void ask(void) { cpu.neon = 1; }
#else
static void ask(void) {}
#endif

static void name_feature(int present, const char *name) {
    size_t used = strlen(features);
    if (present) snprintf(features + used, sizeof features - used, "%s%s", used ? " " : "", name);
}

static void ask_and_name(void) {
    ask();
    name_feature(cpu.avx2, "avx2");
    name_feature(cpu.fma, "fma");
    name_feature(cpu.f16c, "f16c");
    name_feature(cpu.avx512f, "avx512f");
    name_feature(cpu.avx512bw, "avx512bw");
    name_feature(cpu.avx512vl, "avx512vl");
    name_feature(cpu.avx512dq, "avx512dq");
    name_feature(cpu.avx512_bf16, "avx512_bf16");
    name_feature(cpu.avx512_vnni, "avx512_vnni");
    name_feature(cpu.amx_tile, "amx_tile");
    name_feature(cpu.amx_bf16, "amx_bf16");
    name_feature(cpu.amx_bf16 && !cpu.amx_permitted, "(amx refused by the operating system)");
    name_feature(cpu.neon, "neon");
}

const tk_cpu *tk_cpu_get(void) {
    pthread_once(&once, ask_and_name);
    return &cpu;
}

const char *tk_cpu_features(void) {
    tk_cpu_get();
    return features;
}

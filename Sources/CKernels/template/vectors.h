// How the vector levels compile the templates: sums may be taken in any order.
#define TK_REDUCTION _Pragma("clang fp reassociate(on) contract(fast)")
#define TK_LOOP _Pragma("clang loop vectorize(assume_safety)")
#define TK_SHORT_LOOP _Pragma("clang loop vectorize(assume_safety) interleave_count(1)")
// Sanitizers and low optimisation levels leave some loops scalar, which is no fault.
#pragma clang diagnostic ignored "-Wpass-failed"

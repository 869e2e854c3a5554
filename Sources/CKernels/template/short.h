// Loops over short rows.
//
// Attention rows are short, so a scalar rest of up to 15 elements would cost as much as the row. Each loop therefore
// runs over whole groups of 16, then once over a group of 16 with a condition, which becomes a masked vector.

TK_INLINE size_t tk_whole_groups(size_t n) { return n & ~(size_t)15; }

/// Runs `statement` for i in 0 ..< n.
#define TK_SHORT_ROW(i, n, statement) \
    TK_SHORT_LOOP for (size_t i = 0; i < tk_whole_groups(n); i++) { statement; } \
    if (n & 15) { \
        TK_SHORT_LOOP for (size_t group_##i = 0; group_##i < 16; group_##i++) { \
            size_t i = tk_whole_groups(n) + group_##i; \
            if (group_##i < (n & 15)) { statement; } \
        } \
    }

// The loops of a scan for one type of rows and one vector width.
//
// The including file sets the target attributes and defines TK_SCAN(op), the name of a function, and for vectors of WIDTH 32-bit
// lanes: raw, sums, floats (types) and load, broadcast, zero, multiply_add, sum_rows, to_floats, set1, at_least, store, gather.
// `rows` and `vectors` are constants of the callers: the loops over them unroll into registers.

/// Rows so far ahead are asked for: those of a filter lie where no prefetcher of the hardware looks for them.
enum { AHEAD = 2 };

TK_INLINE void TK_SCAN(prefetch)(const tk_scan_args *x, size_t place, size_t rows) {
    for (size_t i = place; i < place + rows && i < x->count; i++) {
        const char *row = tk_scan_row(x, i);
        for (size_t byte = 0; byte < x->stride; byte += TK_SCAN_LINE) __builtin_prefetch(row + byte, 0, 3);
    }
}

TK_INLINE floats TK_SCAN(finish)(floats dot, floats row_scale, floats query_scale, floats bias) {
    return multiply_add_floats(multiply_floats(dot, row_scale), query_scale, bias);
}

// ------------------------------------------------------------------------------------------------ few queries

static void TK_SCAN(rows)(const tk_scan_args *x) {
    for (size_t first = 0; first < x->count; first += WIDTH) {
        size_t n = tk_min(WIDTH, x->count - first);
        TK_SCAN(prefetch)(x, first + AHEAD * WIDTH, WIDTH);
        const char *rows[WIDTH];
        for (size_t i = 0; i < WIDTH; i++) rows[i] = tk_scan_row(x, first + tk_min(i, n - 1));
        floats scales = x->scales ? gather(x->scales, x->list + first, n) : set1(1);
        floats bias = x->bias ? gather(x->bias, x->list + first, n) : set1(0);
        for (size_t q = 0; q < x->query_count; q++) {
            const char *query = (const char *)x->queries + q * x->stride;
            sums dots[WIDTH];
            #pragma clang loop unroll(full)
            for (int i = 0; i < WIDTH; i++) dots[i] = zero();
            for (size_t byte = 0; byte < x->stride; byte += 4 * WIDTH) {
                raw part = load(query + byte);
                #pragma clang loop unroll(full)
                for (int i = 0; i < WIDTH; i++) dots[i] = multiply_add(dots[i], load(rows[i] + byte), part);
            }
            floats dot = to_floats(sum_rows(dots), row_offset(x, q));
            floats scores = TK_SCAN(finish)(dot, scales, set1(x->query_scales[q]), bias);
            uint32_t hits = at_least(scores, set1(x->thresholds[q])) & ((1u << n) - 1);
            if (!hits) continue;
            float values[WIDTH];
            store(values, scores);
            for (; hits; hits &= hits - 1) {
                int i = __builtin_ctz(hits);
                tk_scan_append(x, q, values[i], x->list[first + (size_t)i]);
            }
        }
    }
}

// ----------------------------------------------------------------------------------------------- many queries

TK_INLINE void TK_SCAN(emit)(const tk_scan_args *x, size_t query, floats scores, uint32_t row) {
    uint32_t hits = at_least(scores, load_floats(x->thresholds + query));
    if (__builtin_expect(hits == 0, 1)) return;
    float values[WIDTH];
    store(values, scores);
    for (; hits; hits &= hits - 1) {
        int lane = __builtin_ctz(hits);
        tk_scan_append(x, query + (size_t)lane, values[lane], row);
    }
}

/// `rows` rows from place `first` on against `vectors` vectors of queries from query `query` on.
TK_INLINE void TK_SCAN(tile)(const tk_scan_args *x, const int rows, const int vectors, size_t first, size_t query) {
    size_t n = tk_min((size_t)rows, x->count - first), words = tk_scan_panels(x) * TK_SCAN_LANES;
    const char *row[MOST_ROWS];
    sums dots[MOST_ROWS][MOST_VECTORS];
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
        row[i] = tk_scan_row(x, first + tk_min((size_t)i, n - 1));
        #pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) dots[i][v] = zero();
    }
    const char *part = (const char *)x->queries + 4 * query;
    for (size_t unit = 0; unit < x->units; unit++, part += 4 * words) {
        raw queries[MOST_VECTORS];
        #pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) queries[v] = load(part + 4 * WIDTH * v);
        #pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            raw element = broadcast(row[i] + 4 * unit);
            #pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++) dots[i][v] = multiply_add(dots[i][v], element, queries[v]);
        }
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
        if ((size_t)i >= n) break;
        uint32_t id = x->list[first + (size_t)i];
        floats scale = set1(x->scales ? x->scales[id] : 1), bias = set1(x->bias ? x->bias[id] : 0);
        #pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) {
            size_t at = query + (size_t)(WIDTH * v);
            floats dot = to_floats(dots[i][v], lane_offsets(x, at));
            TK_SCAN(emit)(x, at, TK_SCAN(finish)(dot, scale, load_floats(x->query_scales + at), bias), id);
        }
    }
}

#define TK_SCAN_TILES(name, rows, vectors) \
    static void TK_SCAN(name)(const tk_scan_args *x, size_t query) { \
        for (size_t first = 0; first < x->count; first += rows) { \
            TK_SCAN(prefetch)(x, first + AHEAD * MOST_ROWS, rows); \
            TK_SCAN(tile)(x, rows, vectors, first, query); \
        } \
    }

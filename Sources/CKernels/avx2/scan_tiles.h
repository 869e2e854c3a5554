// Four rows by one panel of queries: 8 accumulators of the 16 registers. Rows come from the cache for every panel but the first.
TK_SCAN_TILES(one_panel, 4, 2)

static void TK_SCAN(lanes)(const tk_scan_args *x) {
    for (size_t panel = 0; panel < tk_scan_panels(x); panel++) TK_SCAN(one_panel)(x, panel * TK_SCAN_LANES);
}

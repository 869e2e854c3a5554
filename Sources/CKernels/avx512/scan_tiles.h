// 24 accumulators, up to four vectors of queries and a broadcast element of a row fill the 32 registers.
TK_SCAN_TILES(one_panel, 16, 1)
TK_SCAN_TILES(two_panels, 12, 2)
TK_SCAN_TILES(three_panels, 8, 3)
TK_SCAN_TILES(four_panels, 6, 4)

static void TK_SCAN(lanes)(const tk_scan_args *x) {
    switch (tk_scan_panels(x)) {
    case 1: TK_SCAN(one_panel)(x, 0); break;
    case 2: TK_SCAN(two_panels)(x, 0); break;
    case 3: TK_SCAN(three_panels)(x, 0); break;
    case 4: TK_SCAN(four_panels)(x, 0); break;
    }
}

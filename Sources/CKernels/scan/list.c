// From bitmaps to lists of rows.
#include "../internal/scan.h"

/// The bits of a word that lie in [first, end).
static uint64_t word_of(const uint64_t *filter, const uint64_t *present, size_t word, size_t first, size_t end) {
    uint64_t bits = ~0ull;
    if (filter) bits &= filter[word];
    if (present) bits &= present[word];
    size_t base = 64 * word;
    if (base < first) bits &= ~0ull << (first - base);
    if (end - base < 64) bits &= (1ull << (end - base)) - 1;
    return bits;
}

size_t tk_scan_list(
    uint32_t *list, size_t most, const uint64_t *filter, const uint64_t *present, size_t first, size_t end, size_t *next) {
    size_t count = 0, place = first;
    while (place < end && count + 64 <= most) {
        size_t word = place / 64;
        uint64_t bits = word_of(filter, present, word, place, end);
        uint32_t base = (uint32_t)(64 * word);
        if (bits == ~0ull) {
            for (uint32_t i = 0; i < 64; i++) list[count + i] = base + i;
            count += 64;
        } else {
            for (; bits; bits &= bits - 1) list[count++] = base + (uint32_t)__builtin_ctzll(bits);
        }
        place = tk_min(end, 64 * (word + 1));
    }
    *next = place;
    return count;
}

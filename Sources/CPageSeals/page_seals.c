#include "CPageSeals.h"
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>

#define PAGE 4096
#define CONTENT (PAGE - 8)
#define RESERVED_BYTES 20 // Place of that number in the header of a database.

/// Lies behind the system's own record of an open file.
struct seals {
    char is_new;    // Nothing is known before the first page is written.
    char is_sealed;
    char is_late;   // Pages were written before the first one.
    char is_huge;   // Page numbers take all of their four bytes.
};

static sqlite3_vfs *plain;
static const sqlite3_io_methods *plain_methods;
static sqlite3_vfs sealing;
static sqlite3_io_methods sealing_methods;

static struct seals *seals_of(sqlite3_file *file) { return (struct seals *)((char *)file + plain->szOsFile); }

/// Every step is a bijection of what came before, so that a change of one word cannot be undone by chance.
static uint64_t seal(const unsigned char *page, uint64_t number) {
    uint64_t hash = number * 0x9E3779B97F4A7C15u + 0x544153544D414B45u;
    for (int place = 0; place < CONTENT; place += 8) {
        uint64_t word;
        memcpy(&word, page + place, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        hash = (hash ^ word) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
    }
    return hash;
}

static void put_seal(unsigned char *page, uint64_t number) {
    uint64_t value = seal(page, number);
    for (int byte = 0; byte < 8; byte++) page[CONTENT + byte] = (unsigned char)(value >> (8 * byte));
}

static int is_whole(const unsigned char *page, uint64_t number) {
    uint64_t value = seal(page, number);
    for (int byte = 0; byte < 8; byte++)
        if (page[CONTENT + byte] != (unsigned char)(value >> (8 * byte))) return 0;
    return 1;
}

static int wants_seals(const unsigned char *header) { return header[16] == PAGE >> 8 && header[17] == 0 && header[RESERVED_BYTES] == 8; }

/// Whether a database is sealed; a damaged header must not turn the check off.
static int is_sealed_file(sqlite3_file *file) {
    unsigned char page[PAGE];
    if (plain_methods->xRead(file, page, PAGE, 0) != SQLITE_OK) return wants_seals(page);
    if (wants_seals(page)) return 1;
    page[16] = PAGE >> 8;
    page[17] = 0;
    page[RESERVED_BYTES] = 8;
    return is_whole(page, 1);
}

static int sealing_read(sqlite3_file *file, void *data, int count, sqlite3_int64 offset) {
    int result = plain_methods->xRead(file, data, count, offset);
    struct seals *seals = seals_of(file);
    if (result != SQLITE_OK || count < 512) return result;
    if (seals->is_new && offset == 0 && count >= PAGE) {
        seals->is_new = 0;
        seals->is_sealed = (char)wants_seals(data);
    }
    if (!seals->is_sealed) return SQLITE_OK;
    for (sqlite3_int64 page = offset / PAGE; page * PAGE < offset + count; page++) {
        unsigned char whole[PAGE];
        const unsigned char *content = (unsigned char *)data + (page * PAGE - offset);
        if (page * PAGE < offset || (page + 1) * PAGE > offset + count) {
            // A damaged header may let SQLite ask for pages of another size.
            if (plain_methods->xRead(file, whole, PAGE, page * PAGE) != SQLITE_OK) return SQLITE_IOERR_DATA;
            content = whole;
        }
        if (!is_whole(content, (uint64_t)page + 1)) return SQLITE_IOERR_DATA;
    }
    return SQLITE_OK;
}

/// Beyond so many pages, 128 GB, the first byte of a chained page could look like that of a tree.
#define MANY_PAGES ((sqlite3_int64)1 << 25)

/// Overwrites what lies between the list of cells and the cells of a tree's page.
///
/// When SQLite splits a page it leaves copies of the rows that moved in this gap, which holds nothing. `secure_delete` does not
/// reach them: a row that is removed later would stay readable in the file.
static void clear_gap(unsigned char *page, uint64_t number) {
    int head = number == 1 ? 100 : 0;
    int type = page[head];
    if (type != 2 && type != 5 && type != 10 && type != 13) return;
    int cells = page[head + 3] << 8 | page[head + 4];
    int first = head + (type >= 10 ? 8 : 12) + 2 * cells;
    int content = page[head + 5] << 8 | page[head + 6];
    if (first < content && content <= CONTENT) memset(page + first, 0, (size_t)(content - first));
}

/// Seals what was written before the database said that it wants seals.
static int seal_all(sqlite3_file *file) {
    sqlite3_int64 size = 0;
    int result = plain_methods->xFileSize(file, &size);
    for (sqlite3_int64 page = 1; result == SQLITE_OK && (page + 1) * PAGE <= size; page++) {
        unsigned char content[PAGE];
        result = plain_methods->xRead(file, content, PAGE, page * PAGE);
        if (result != SQLITE_OK) break;
        put_seal(content, (uint64_t)page + 1);
        result = plain_methods->xWrite(file, content, PAGE, page * PAGE);
    }
    return result;
}

static int sealing_write(sqlite3_file *file, const void *data, int count, sqlite3_int64 offset) {
    struct seals *seals = seals_of(file);
    if (seals->is_new && count == PAGE) {
        if (offset == 0) {
            seals->is_new = 0;
            seals->is_sealed = (char)wants_seals(data);
            if (seals->is_sealed && seals->is_late) {
                int result = seal_all(file);
                if (result != SQLITE_OK) return result;
            }
        } else {
            seals->is_late = 1;
        }
    }
    if (!seals->is_sealed || count != PAGE || offset % PAGE != 0) return plain_methods->xWrite(file, data, count, offset);
    unsigned char page[PAGE];
    memcpy(page, data, PAGE);
    if (offset / PAGE >= MANY_PAGES) seals->is_huge = 1;
    if (!seals->is_huge) clear_gap(page, (uint64_t)(offset / PAGE) + 1);
    put_seal(page, (uint64_t)(offset / PAGE) + 1);
    return plain_methods->xWrite(file, page, PAGE, offset);
}

/// Memory that is mapped from the file would be read without a look at its seals, and a bad disk would end the process.
static int sealing_fetch(sqlite3_file *file, sqlite3_int64 offset, int count, void **page) {
    if (!seals_of(file)->is_sealed) return plain_methods->xFetch(file, offset, count, page);
    *page = NULL;
    return SQLITE_OK;
}

/// The methods of the system are the same for every file; they are seen at the first.
static int adopt(sqlite3_file *file) {
    sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_VFS1);
    sqlite3_mutex_enter(mutex);
    if (!plain_methods) {
        sealing_methods = *file->pMethods;
        sealing_methods.xRead = sealing_read;
        sealing_methods.xWrite = sealing_write;
        if (sealing_methods.iVersion >= 3) sealing_methods.xFetch = sealing_fetch;
        plain_methods = file->pMethods;
    }
    sqlite3_mutex_leave(mutex);
    return file->pMethods == plain_methods;
}

static int sealing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given) {
    (void)vfs;
    int result = plain->xOpen(plain, name, file, flags, given);
    if (result != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB) || !file->pMethods || !adopt(file)) return result;
    struct seals *seals = seals_of(file);
    sqlite3_int64 size = 0;
    memset(seals, 0, sizeof *seals);
    seals->is_new = plain_methods->xFileSize(file, &size) == SQLITE_OK && size == 0;
    seals->is_huge = size / PAGE >= MANY_PAGES;
    if (!seals->is_new) seals->is_sealed = (char)is_sealed_file(file);
    file->pMethods = &sealing_methods;
    return SQLITE_OK;
}

int tk_register_page_seals(void) {
    plain = sqlite3_vfs_find(NULL);
    if (!plain) return SQLITE_ERROR;
    sealing = *plain;
    sealing.pNext = NULL;
    sealing.zName = "tastemaker";
    sealing.szOsFile = plain->szOsFile + (int)sizeof(struct seals);
    sealing.xOpen = sealing_open;
    return sqlite3_vfs_register(&sealing, 1);
}

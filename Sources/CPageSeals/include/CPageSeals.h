#ifndef TASTEMAKER_PAGE_SEALS_H
#define TASTEMAKER_PAGE_SEALS_H

/// Lets SQLite seal every page of a database with a checksum, and refuse a page that does not match its seal.
///
/// SQLite by itself gives back whatever the disk gives it: a flipped bit in a row is another row. The seal is the last 8 bytes
/// of a page, which SQLite leaves alone where a database reserves them (SQLITE_FCNTL_RESERVE_BYTES, 8); databases that
/// reserve none are read and written as ever. It is 64 bits over the page and its number, so that a page in the wrong place is
/// found too; a change within one 8-byte word is found for certain. Reading a damaged page fails with SQLITE_IOERR_DATA.
///
/// What a page holds between its rows is overwritten with zeros on the way, since SQLite leaves copies of rows there.
///
/// Pages in the write-ahead log have SQLite's own checksums, and get their seals when they are copied into the database. A
/// program without this layer can read such a database; pages that it writes will be taken for damaged.
///
/// Becomes the way in which the process opens databases; call it once, before the first. Returns an SQLite result code.
int tk_register_page_seals(void);

#endif

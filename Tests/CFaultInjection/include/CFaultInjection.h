#ifndef TASTEMAKER_FAULT_INJECTION_H
#define TASTEMAKER_FAULT_INJECTION_H

/// A library to be preloaded (LD_PRELOAD) into a program under test. It counts the calls that change files below one
/// folder, and lets a chosen one end the process or fail; it can write down everything that happened, in order, so
/// that the state of a disk after a power cut can be built from it. Without FAULT_ROOT it does nothing.
///
///     FAULT_ROOT=/folder             absolute, without links
///     FAULT_JOURNAL=/file            every call with its data, see `struct fault_record`
///     FAULT_KILL=n:when              SIGKILL at the n-th call: before, after, or half (half of a write, then the end)
///     FAULT_SYNC_ERROR=n:how         the n-th fsync fails with EIO: once, or always (it and all later ones)
///     FAULT_FULL=n                   from the n-th call on nothing can grow: the n-th write is short, then ENOSPC; empty files
///                                    can still be made, as on ext4; with n:names not even these
///     FAULT_FREE=bytes               what statvfs says is free
///     FAULT_IGNORE_SYNC=which        fsync that is not done and says that it was: all, files, folders, or a file name
///     FAULT_MEMORY=bytes             a limit on the address space
enum fault_kind {
    FAULT_OPEN = 1, FAULT_CREATE, FAULT_WRITE, FAULT_TRUNCATE, FAULT_RENAME, FAULT_UNLINK, FAULT_MKDIR, FAULT_RMDIR, FAULT_SYNC,
    FAULT_MAP, FAULT_SAID, FAULT_LINK
};

/// One entry of the journal, followed by `path`, `other` and `data` bytes.
struct fault_record {
    unsigned int kind;
    /// 0, or the errno that was given back.
    int error;
    unsigned long long inode;
    /// Place of a write, new length for a truncation, 1 for a folder that was opened.
    long long offset;
    unsigned int path, other;
    unsigned long long data;
};

#endif

// The library works with system calls alone, so that it never meets itself.
#define _GNU_SOURCE
#include "CFaultInjection.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>


enum moment { NEVER, BEFORE, AFTER, HALF };

static struct {
    char root[PATH_MAX];
    size_t root_length;
    int journal;
    long kill_at, sync_error_at, full_at;
    enum moment kill_when;
    int sync_error_always, full_of_names;
    long long free_bytes;
    const char *ignored;
} plan = {.journal = -1, .free_bytes = -1};

static struct { int below, is_folder; uint64_t inode; char *path; } files[1 << 16];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long calls, syncs;

// MARK: Reading the plan

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static const char *manner(const char *name) {
    const char *text = getenv(name);
    text = text ? strchr(text, ':') : NULL;
    return text ? text + 1 : "";
}

__attribute__((constructor)) static void read_plan(void) {
    const char *root = getenv("FAULT_ROOT");
    long memory = number("FAULT_MEMORY");
    if (memory > 0) {
        struct rlimit limit = {memory, memory};
        setrlimit(RLIMIT_AS, &limit);
    }
    if (!root) return;
    plan.root_length = (size_t)snprintf(plan.root, sizeof plan.root, "%s", root);
    plan.kill_at = number("FAULT_KILL");
    const char *when = manner("FAULT_KILL");
    plan.kill_when = plan.kill_at <= 0 ? NEVER : !strcmp(when, "before") ? BEFORE : !strcmp(when, "half") ? HALF : AFTER;
    plan.sync_error_at = number("FAULT_SYNC_ERROR");
    plan.sync_error_always = !strcmp(manner("FAULT_SYNC_ERROR"), "always");
    plan.full_at = number("FAULT_FULL");
    plan.full_of_names = !strcmp(manner("FAULT_FULL"), "names");
    if (getenv("FAULT_FREE")) plan.free_bytes = atoll(getenv("FAULT_FREE"));
    plan.ignored = getenv("FAULT_IGNORE_SYNC");
    const char *journal = getenv("FAULT_JOURNAL");
    if (journal) plan.journal = (int)syscall(SYS_openat, AT_FDCWD, journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

// MARK: Names

/// Writes the absolute path without doubled slashes and dots; tells whether it lies in the folder.
static int is_below(int folder, const char *path, char out[PATH_MAX]) {
    if (!plan.root_length || !path) return 0;
    char whole[2 * PATH_MAX];
    size_t length = 0;
    if (path[0] != '/') {
        long count;
        if (folder == AT_FDCWD) {
            count = syscall(SYS_getcwd, whole, PATH_MAX) - 1;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            count = syscall(SYS_readlink, link, whole, PATH_MAX);
        }
        if (count <= 0) return 0;
        length = (size_t)count;
        whole[length++] = '/';
    }
    snprintf(whole + length, sizeof whole - length, "%s", path);
    size_t end = 0;
    for (const char *part = whole; *part;) {
        while (*part == '/') part++;
        size_t size = strcspn(part, "/");
        if (size == 2 && part[0] == '.' && part[1] == '.') {
            while (end > 0 && out[--end] != '/') {}
        } else if (size > 0 && !(size == 1 && part[0] == '.')) {
            if (end + size + 2 > PATH_MAX) return 0;
            out[end++] = '/';
            memcpy(out + end, part, size);
            end += size;
        }
        part += size;
    }
    out[end] = 0;
    return !strncmp(out, plan.root, plan.root_length) && (out[plan.root_length] == '/' || !out[plan.root_length]);
}

/// As the journal tells it: without the folder.
static const char *shown(const char *path) {
    path += plan.root_length;
    return *path == '/' ? path + 1 : path;
}

static int is_known(int file) { return plan.root_length && file >= 0 && file < (1 << 16) && files[file].below; }

static void know(int file, const char *path, int is_folder, uint64_t inode) {
    if (file < 0 || file >= (1 << 16)) return;
    files[file].below = 1;
    files[file].is_folder = is_folder;
    files[file].inode = inode;
    free(files[file].path);
    files[file].path = strdup(path);
}

static uint64_t inode_of(int file, int *is_folder) {
    struct stat status;
    if (fstat(file, &status) != 0) return 0;
    if (is_folder) *is_folder = S_ISDIR(status.st_mode);
    return status.st_ino;
}

// MARK: Journal and end

static void note(
    enum fault_kind kind, int error, uint64_t inode, long long offset, const char *path, const char *other, const void *data, size_t count
) {
    if (plan.journal < 0) return;
    struct fault_record record = {
        kind, error, inode, offset, path ? (unsigned)strlen(path) : 0, other ? (unsigned)strlen(other) : 0, count};
    struct iovec parts[4] = {
        {&record, sizeof record}, {(void *)path, record.path}, {(void *)other, record.other}, {(void *)data, count}};
    syscall(SYS_writev, plan.journal, parts, 4);
}

static void end_now(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int is_moment(enum moment moment) { return plan.kill_when == moment && calls == plan.kill_at; }

/// Every counted call stands between `enter` and `leave`.
static void enter(void) {
    pthread_mutex_lock(&turn);
    calls++;
    if (is_moment(BEFORE)) end_now();
}

static long leave(long result) {
    int number = errno;
    if (is_moment(AFTER) || is_moment(HALF)) end_now();
    pthread_mutex_unlock(&turn);
    errno = number;
    return result;
}

static int is_full(void) { return plan.full_at > 0 && calls >= plan.full_at; }
static long refuse(int number) {
    errno = number;
    return -1;
}

// MARK: Opening and closing

static int open_file(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    if (!is_below(folder, path, whole)) {
        int file = (int)syscall(SYS_openat, folder, path, flags, mode);
        if (file >= 0 && file < (1 << 16)) files[file].below = 0;
        return file;
    }
    struct stat before;
    int is_new = (flags & O_CREAT) && stat(whole, &before) != 0;
    int cuts = !is_new && (flags & O_TRUNC) && stat(whole, &before) == 0 && before.st_size > 0;
    if (is_new || cuts) {
        enter();
        if (is_new && is_full() && plan.full_of_names) return (int)leave(refuse(ENOSPC));
    }
    int file = (int)syscall(SYS_openat, folder, path, flags, mode);
    int number = errno;
    if (file >= 0) {
        int is_folder = 0;
        uint64_t inode = inode_of(file, &is_folder);
        know(file, whole, is_folder, inode);
        note(is_new ? FAULT_CREATE : FAULT_OPEN, 0, inode, is_folder, shown(whole), NULL, NULL, 0);
        if (cuts) note(FAULT_TRUNCATE, 0, inode, 0, NULL, NULL, NULL, 0);
    }
    errno = number;
    return is_new || cuts ? (int)leave(file) : file;
}

#define MODE_ARGUMENT(flags, mode)                 \
    mode_t mode = 0;                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {         \
        va_list arguments;                         \
        va_start(arguments, flags);                \
        mode = (mode_t)va_arg(arguments, unsigned);\
        va_end(arguments);                         \
    }

int open(const char *path, int flags, ...) { MODE_ARGUMENT(flags, mode) return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_ARGUMENT(flags, mode) return open_file(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_ARGUMENT(flags, mode) return open_file(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_ARGUMENT(flags, mode) return open_file(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }
int __open_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }

int close(int file) {
    if (file >= 0 && file < (1 << 16)) files[file].below = 0;
    return (int)syscall(SYS_close, file);
}

static int duplicate(int from, int to) {
    if (to >= 0 && to < (1 << 16)) files[to].below = 0;
    if (to >= 0 && is_known(from)) know(to, files[from].path, files[from].is_folder, files[from].inode);
    return to;
}
int dup(int file) { return duplicate(file, (int)syscall(SYS_dup, file)); }
int dup3(int file, int to, int flags) { return duplicate(file, (int)syscall(SYS_dup3, file, to, flags)); }
int dup2(int file, int to) { return file == to ? to : dup3(file, to, 0); }

// MARK: Writing

static ssize_t write_at(int file, const void *data, size_t count, off_t offset, int is_placed) {
    if (!is_known(file)) {
        ssize_t result = is_placed ? syscall(SYS_pwrite64, file, data, count, offset) : syscall(SYS_write, file, data, count);
        if ((file == 1 || file == 2) && result > 0) note(FAULT_SAID, 0, 0, file, NULL, NULL, data, (size_t)result);
        return result;
    }
    enter();
    if (is_full()) {
        if (calls > plan.full_at || count < 2) {
            note(FAULT_WRITE, ENOSPC, files[file].inode, offset, NULL, NULL, NULL, 0);
            return leave(refuse(ENOSPC));
        }
        count /= 2;
    }
    if (is_moment(HALF)) count /= 2;
    if (!is_placed) {
        int flags = (int)syscall(SYS_fcntl, file, F_GETFL);
        offset = syscall(SYS_lseek, file, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    }
    ssize_t result = is_placed ? syscall(SYS_pwrite64, file, data, count, offset) : syscall(SYS_write, file, data, count);
    int number = errno;
    if (result > 0) note(FAULT_WRITE, 0, files[file].inode, offset, NULL, NULL, data, (size_t)result);
    errno = number;
    return leave(result);
}

ssize_t write(int file, const void *data, size_t count) { return write_at(file, data, count, 0, 0); }
ssize_t pwrite(int file, const void *data, size_t count, off_t offset) { return write_at(file, data, count, offset, 1); }
ssize_t pwrite64(int file, const void *data, size_t count, off64_t offset) { return write_at(file, data, count, offset, 1); }

/// Vectors are written piece by piece: a short answer is allowed.
static ssize_t write_parts(int file, const struct iovec *parts, int count, off_t offset, int is_placed) {
    ssize_t sum = 0;
    for (int part = 0; part < count; part++) {
        ssize_t result = write_at(file, parts[part].iov_base, parts[part].iov_len, offset + sum, is_placed);
        if (result < 0) return sum ? sum : result;
        sum += result;
        if ((size_t)result < parts[part].iov_len) break;
    }
    return sum;
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    return is_known(file) ? write_parts(file, parts, count, 0, 0) : syscall(SYS_writev, file, parts, count);
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) { return write_parts(file, parts, count, offset, 1); }
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) { return write_parts(file, parts, count, offset, 1); }

int ftruncate(int file, off_t length) {
    if (!is_known(file)) return (int)syscall(SYS_ftruncate, file, length);
    enter();
    struct stat status;
    if (is_full() && fstat(file, &status) == 0 && length > status.st_size) return (int)leave(refuse(ENOSPC));
    long result = syscall(SYS_ftruncate, file, length);
    int number = errno;
    if (result == 0) note(FAULT_TRUNCATE, 0, files[file].inode, length, NULL, NULL, NULL, 0);
    errno = number;
    return (int)leave(result);
}
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int truncate(const char *path, off_t length) {
    int file = open_file(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (file < 0) return -1;
    int result = ftruncate(file, length);
    int number = errno;
    close(file);
    errno = number;
    return result;
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }

int posix_fallocate(int file, off_t offset, off_t length) {
    struct stat status;
    if (fstat(file, &status) != 0) return errno;
    if (offset + length <= status.st_size) return 0;
    return ftruncate(file, offset + length) == 0 ? 0 : errno;
}
int posix_fallocate64(int file, off64_t offset, off64_t length) { return posix_fallocate(file, offset, length); }
int fallocate(int file, int mode, off_t offset, off_t length) {
    if (!is_known(file)) return (int)syscall(SYS_fallocate, file, mode, offset, length);
    return (int)refuse(EOPNOTSUPP);
}
int fallocate64(int file, int mode, off64_t offset, off64_t length) { return fallocate(file, mode, offset, length); }

/// Writing through memory cannot be seen here, so the journal at least says that somebody could.
void *mmap(void *place, size_t length, int protection, int flags, int file, off_t offset) {
    if (is_known(file) && (protection & PROT_WRITE) && (flags & MAP_SHARED)) {
        pthread_mutex_lock(&turn);
        note(FAULT_MAP, 0, files[file].inode, offset, shown(files[file].path), NULL, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return (void *)syscall(SYS_mmap, place, length, protection, flags, file, offset);
}
void *mmap64(void *place, size_t length, int protection, int flags, int file, off64_t offset) {
    return mmap(place, length, protection, flags, file, offset);
}

// MARK: Bringing to the disk

static int is_ignored(int file) {
    if (!plan.ignored) return 0;
    if (!strcmp(plan.ignored, "all")) return 1;
    if (!strcmp(plan.ignored, "folders")) return files[file].is_folder;
    if (!strcmp(plan.ignored, "files")) return !files[file].is_folder;
    const char *name = strrchr(files[file].path, '/');
    return name && !strcmp(name + 1, plan.ignored);
}

static int synchronize(int file, long call) {
    if (!is_known(file)) return (int)syscall(call, file);
    enter();
    syncs++;
    if (plan.sync_error_at > 0 && (syncs == plan.sync_error_at || (plan.sync_error_always && syncs > plan.sync_error_at))) {
        note(FAULT_SYNC, EIO, files[file].inode, 0, shown(files[file].path), NULL, NULL, 0);
        return (int)leave(refuse(EIO));
    }
    // The disk itself is trusted in these tests, and waiting for it would only make them slow.
    if (!is_ignored(file)) note(FAULT_SYNC, 0, files[file].inode, 0, shown(files[file].path), NULL, NULL, 0);
    return (int)leave(0);
}
int fsync(int file) { return synchronize(file, SYS_fsync); }
int fdatasync(int file) { return synchronize(file, SYS_fdatasync); }

// MARK: Names of files

/// A call on names: done, and written down when it succeeded.
#define NAMED(kind, path, other, call)                                   \
    enter();                                                             \
    long result = (call);                                                \
    int number = errno;                                                  \
    if (result == 0) note(kind, 0, 0, 0, shown(path), other, NULL, 0);   \
    errno = number;                                                      \
    return (int)leave(result);

static int rename_file(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char first[PATH_MAX], second[PATH_MAX];
    if (!is_below(from_folder, from, first) || !is_below(to_folder, to, second))
        return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    NAMED(FAULT_RENAME, first, shown(second), syscall(SYS_renameat2, from_folder, from, to_folder, to, flags))
}
int rename(const char *from, const char *to) { return rename_file(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) { return rename_file(from_folder, from, to_folder, to, 0); }
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    return rename_file(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char first[PATH_MAX], second[PATH_MAX];
    if (!is_below(from_folder, from, first) || !is_below(to_folder, to, second))
        return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
    NAMED(FAULT_LINK, first, shown(second), syscall(SYS_linkat, from_folder, from, to_folder, to, flags))
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *path, int flags) {
    char whole[PATH_MAX];
    if (!is_below(folder, path, whole)) return (int)syscall(SYS_unlinkat, folder, path, flags);
    NAMED(flags & AT_REMOVEDIR ? FAULT_RMDIR : FAULT_UNLINK, whole, NULL, syscall(SYS_unlinkat, folder, path, flags))
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    if (!is_below(folder, path, whole)) return (int)syscall(SYS_mkdirat, folder, path, mode);
    enter();
    if (is_full()) return (int)leave(refuse(ENOSPC));
    long result = syscall(SYS_mkdirat, folder, path, mode);
    int number = errno;
    struct stat status;
    if (result == 0 && stat(whole, &status) == 0) note(FAULT_MKDIR, 0, status.st_ino, 0, shown(whole), NULL, NULL, 0);
    errno = number;
    return (int)leave(result);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

// MARK: Room on the disk

int statvfs(const char *path, struct statvfs *status) {
    static int (*next)(const char *, struct statvfs *);
    if (!next) next = (int (*)(const char *, struct statvfs *))dlsym(RTLD_NEXT, "statvfs");
    int result = next(path, status);
    if (result == 0 && plan.free_bytes >= 0) status->f_bavail = (fsblkcnt_t)plan.free_bytes / status->f_frsize;
    if (result == 0 && is_full()) status->f_bavail = 0;
    return result;
}

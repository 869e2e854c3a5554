// Tells the thread sanitizer what Swift's runtime does out of its sight, to be preloaded: Scripts/sanitize.sh, Scripts/sanitize-server.sh.
//
// Synchronization.Mutex: a free mutex is taken by an atomic exchange that is inlined and seen. Where somebody has to wait, the runtime library, which is not built
// with the sanitizer, hands the lock over in the kernel (FUTEX_LOCK_PI), so that everything behind the lock would be reported as a race.
// Copy on write: whoever lets go of an array was done with it, and whoever finds that nobody else has it may change it.
// Names and conventions are those of Swift 6 on 64-bit Linux (stdlib/public/Synchronization/Mutex/LinuxImpl.swift).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void (*LockSlow)(uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void (*UnlockSlow)(__attribute__((swift_context)) void *mutex);

__attribute__((swiftcall, visibility("default"))) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *mutex) __asm__(LOCK);
__attribute__((swiftcall, visibility("default"))) void unlock_slow(__attribute__((swift_context)) void *mutex) __asm__(UNLOCK);

void __attribute__((swiftcall)) lock_slow(uint32_t thread, __attribute__((swift_context)) void *mutex) {
    static LockSlow original;
    if (!original) original = (LockSlow)dlsym(RTLD_NEXT, LOCK);
    original(thread, mutex);
    __tsan_acquire(mutex);
}

void __attribute__((swiftcall)) unlock_slow(__attribute__((swift_context)) void *mutex) {
    static UnlockSlow original;
    if (!original) original = (UnlockSlow)dlsym(RTLD_NEXT, UNLOCK);
    __tsan_release(mutex);
    original(mutex);
}

typedef void (*Release)(void *object);
typedef void (*ReleaseMany)(void *object, uint32_t count);
typedef _Bool (*IsUnique)(const void *object);

__attribute__((visibility("default"))) void swift_release(void *object) {
    static Release original;
    if (!original) original = (Release)dlsym(RTLD_NEXT, "swift_release");
    if ((intptr_t)object > 0) __tsan_release(object);
    original(object);
}

__attribute__((visibility("default"))) void swift_release_n(void *object, uint32_t count) {
    static ReleaseMany original;
    if (!original) original = (ReleaseMany)dlsym(RTLD_NEXT, "swift_release_n");
    if ((intptr_t)object > 0) __tsan_release(object);
    original(object, count);
}

__attribute__((visibility("default"))) _Bool swift_isUniquelyReferenced_nonNull_native(const void *object) {
    static IsUnique original;
    if (!original) original = (IsUnique)dlsym(RTLD_NEXT, "swift_isUniquelyReferenced_nonNull_native");
    _Bool result = original(object);
    if (result) __tsan_acquire((void *)object);
    return result;
}

__attribute__((visibility("default"))) _Bool swift_isUniquelyReferenced_native(const void *object) {
    static IsUnique original;
    if (!original) original = (IsUnique)dlsym(RTLD_NEXT, "swift_isUniquelyReferenced_native");
    _Bool result = original(object);
    if (result) __tsan_acquire((void *)object);
    return result;
}

/*
 * Writes down what a process asks of the disk below one folder, in order, so that a power cut can be replayed later
 * (reliability.md 3.4). Loaded by LD_PRELOAD. Real calls are made with syscall(): no dlsym, no recursion, no order of
 * initialisation to get wrong. One lock is held over call and record, so the trace is the order of what happened.
 *
 * RECORD_FOLDER  what is watched; files ending in -shm are left out (SQLite rebuilds them from the WAL)
 * RECORD_TRACE   where the trace goes: another folder
 * RECORD_MARKS   what is written to this path becomes a mark in the trace
 * RECORD_FAIL    the n-th sync of one of the outbox's files fails, once, with EIO
 *
 * A record is one line "<op> <name> <number> <length>\n", for some followed by <length> bytes. Names are relative.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define MARKS ((char *)-1)

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *names[FDS];
static int trace = -1;
static const char *folder, *marks;
static int syncs_until_failure;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
  const char *to = getenv("RECORD_TRACE");
  folder = getenv("RECORD_FOLDER");
  marks = getenv("RECORD_MARKS");
  if (!to || !folder) return;
  const char *fail = getenv("RECORD_FAIL");
  syncs_until_failure = fail ? atoi(fail) : 0;
  folder_length = strlen(folder);
  trace = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t n = syscall(SYS_write, trace, at, length);
    if (n <= 0) abort(); /* a trace with holes proves nothing */
    at += n;
    length -= (size_t)n;
  }
}

static void record(const char *op, const char *name, long long number, const void *bytes, size_t length) {
  char line[512];
  put(line, (size_t)snprintf(line, sizeof line, "%s %s %lld %zu\n", op, name, number, length));
  if (bytes) put(bytes, length);
}

/* The name below the folder; "." is the folder itself; NULL is not ours. */
static const char *ours(const char *path) {
  if (trace < 0 || !path || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == 0) return ".";
  if (path[folder_length] != '/') return NULL;
  const char *name = path + folder_length + 1;
  size_t length = strlen(name);
  if (length == 0) return ".";
  return length > 4 && strcmp(name + length - 4, "-shm") == 0 ? NULL : name;
}

static char *watched(int fd) { return trace >= 0 && fd >= 0 && fd < FDS ? names[fd] : NULL; }

static int open_at(int dir, const char *path, int flags, mode_t mode) {
  const char *name = ours(path);
  int is_mark = trace >= 0 && marks && path && strcmp(path, marks) == 0;
  if (!name && !is_mark) return (int)syscall(SYS_openat, dir, path, flags, mode);
  pthread_mutex_lock(&turn);
  int is_new = name && (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
  int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
  int error = errno;
  if (fd >= 0 && fd < FDS) {
    names[fd] = is_mark ? MARKS : strdup(name);
    if (is_new) record("create", name, 0, NULL, 0);
    else if (name && (flags & O_TRUNC)) record("truncate", name, 0, NULL, 0);
  }
  pthread_mutex_unlock(&turn);
  errno = error;
  return fd;
}

#define MODE_OF(flags, mode) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE_OF(flags, mode) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, mode) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE_OF(flags, mode) return open_at(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE_OF(flags, mode) return open_at(dir, path, flags, mode); }

int close(int fd) {
  if (watched(fd)) {
    pthread_mutex_lock(&turn);
    if (names[fd] != MARKS) free(names[fd]);
    names[fd] = NULL;
    pthread_mutex_unlock(&turn);
  }
  return (int)syscall(SYS_close, fd);
}

/* `offset` < 0: where the file stands. */
static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset) {
  char *name = watched(fd);
  if (!name) return offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
  pthread_mutex_lock(&turn);
  ssize_t n = (ssize_t)length;
  if (name == MARKS) {
    record("mark", "-", 0, bytes, length);
  } else {
    off_t at = offset < 0 ? lseek(fd, 0, SEEK_CUR) : offset;
    n = offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (n > 0) record("write", name, at, bytes, (size_t)n);
  }
  pthread_mutex_unlock(&turn);
  return n;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_at(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return write_at(fd, bytes, length, offset); }

/* Calls on an open file that are recorded only when they have succeeded. */
#define ON_FD(op, number, call) \
  char *name = watched(fd); \
  if (!name) return (int)(call); \
  pthread_mutex_lock(&turn); \
  int result = (int)(call); \
  int error = errno; \
  if (result == 0 && name != MARKS) record(op, name, number, NULL, 0); \
  pthread_mutex_unlock(&turn); \
  errno = error; \
  return result;

int ftruncate(int fd, off_t size) { ON_FD("truncate", (long long)size, syscall(SYS_ftruncate, fd, size)) }
int ftruncate64(int fd, off64_t size) { ON_FD("truncate", (long long)size, syscall(SYS_ftruncate, fd, size)) }

/* A disk that fails once; afterwards the kernel has forgotten what it could not write, and says that all is well. */
static int fails_now(int fd) {
  char *name = watched(fd);
  if (!name || name == MARKS || strncmp(name, "outbox.db", 9) != 0 || syncs_until_failure == 0) return 0;
  if (--syncs_until_failure > 0) return 0;
  errno = EIO;
  return 1;
}

int fsync(int fd) { if (fails_now(fd)) return -1; ON_FD("sync", 0, syscall(SYS_fsync, fd)) }
int fdatasync(int fd) { if (fails_now(fd)) return -1; ON_FD("sync", 0, syscall(SYS_fdatasync, fd)) }

/* Ways to change a file that the replay does not know: seen, they fail the test. */
#define UNKNOWN(what) if (watched(fd) && watched(fd) != MARKS) record("unknown", what, 0, NULL, 0);
int fallocate(int fd, int mode, off_t at, off_t size) { UNKNOWN("fallocate") return (int)syscall(SYS_fallocate, fd, mode, at, size); }
int fallocate64(int fd, int mode, off64_t at, off64_t size) { UNKNOWN("fallocate") return (int)syscall(SYS_fallocate, fd, mode, at, size); }
ssize_t writev(int fd, const struct iovec *parts, int count) { UNKNOWN("writev") return syscall(SYS_writev, fd, parts, count); }
void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  if ((flags & MAP_SHARED) && (protection & PROT_WRITE)) UNKNOWN("mmap")
  return (void *)syscall(SYS_mmap, at, length, protection, flags, fd, offset);
}
void *mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t offset) {
  return mmap(at, length, protection, flags, fd, offset);
}

/* Calls on names. */
#define ON_NAME(op, path, other, call) \
  const char *name = ours(path); \
  if (!name) return (int)(call); \
  pthread_mutex_lock(&turn); \
  int result = (int)(call); \
  int error = errno; \
  const char *to = other; \
  if (result == 0) record(op, name, 0, to, to ? strlen(to) : 0); \
  pthread_mutex_unlock(&turn); \
  errno = error; \
  return result;

int rename(const char *from, const char *onto) {
  ON_NAME("rename", from, ours(onto), syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, onto, 0))
}
int unlink(const char *path) { ON_NAME("unlink", path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, 0)) }
int mkdir(const char *path, mode_t mode) { ON_NAME("mkdir", path, NULL, syscall(SYS_mkdirat, AT_FDCWD, path, mode)) }

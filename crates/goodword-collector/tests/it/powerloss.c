// A disk that forgets: what was written to a database file since its last sync can be taken back, as a power cut may do it.
// Preloaded into the collector by tests/it/power.rs; SIGUSR1 is the power cut.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// One write that no sync followed yet: what stood there before, and how long the file was.
struct Write {
  struct Write *before;
  dev_t dev;
  ino_t ino;
  int fd;
  off_t at;
  off_t size;
  size_t held;
  char bytes[];
};

static struct Write *last;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

static void cut(int signal);

__attribute__((constructor)) static void find(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  signal(SIGUSR1, cut);
}

// Whether a descriptor is the database or its log.
static int is_database(int fd, struct stat *status) {
  char link[64], path[4096];
  if (fstat(fd, status) != 0 || !S_ISREG(status->st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, "goodword.db") != NULL && strstr(path, "-shm") == NULL;
}

static void remember(int fd, const struct stat *status, size_t count, off_t at) {
  struct Write *own = malloc(sizeof *own + count);
  own->dev = status->st_dev, own->ino = status->st_ino, own->fd = fd, own->at = at, own->size = status->st_size;
  ssize_t held = count ? pread(fd, own->bytes, count, at) : 0;
  own->held = held > 0 ? held : 0;
  own->before = last;
  last = own;
}

static void forget(int fd) {
  struct stat status;
  if (!is_database(fd, &status)) return;
  pthread_mutex_lock(&lock);
  for (struct Write **at = &last; *at;) {
    struct Write *own = *at;
    if (own->dev == status.st_dev && own->ino == status.st_ino) {
      *at = own->before;
      free(own);
    } else {
      at = &own->before;
    }
  }
  pthread_mutex_unlock(&lock);
}

// The power cut: every write that was not synced is taken back, the last first, and the process ends.
static void cut(int number) {
  (void)number;
  pthread_mutex_lock(&lock);
  for (struct Write *own = last; own; own = own->before) {
    real_pwrite(own->fd, own->bytes, own->held, own->at);
    real_ftruncate(own->fd, own->size);
  }
  kill(getpid(), SIGKILL);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
  struct stat status;
  if (!is_database(fd, &status)) return real_pwrite(fd, bytes, count, at);
  pthread_mutex_lock(&lock);
  remember(fd, &status, count, at);
  ssize_t written = real_pwrite(fd, bytes, count, at);
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

ssize_t write(int fd, const void *bytes, size_t count) {
  struct stat status;
  if (!is_database(fd, &status)) return real_write(fd, bytes, count);
  pthread_mutex_lock(&lock);
  remember(fd, &status, count, lseek(fd, 0, SEEK_CUR));
  ssize_t written = real_write(fd, bytes, count);
  pthread_mutex_unlock(&lock);
  return written;
}

int ftruncate64(int fd, off_t size) {
  struct stat status;
  if (is_database(fd, &status)) {
    pthread_mutex_lock(&lock);
    // What is cut off stood behind the new end.
    off_t from = size < status.st_size ? size : status.st_size;
    remember(fd, &status, status.st_size - from, from);
    int done = real_ftruncate(fd, size);
    pthread_mutex_unlock(&lock);
    return done;
  }
  return real_ftruncate(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) {
  int done = real_fsync(fd);
  if (done == 0) forget(fd);
  return done;
}

int fdatasync(int fd) {
  int done = real_fdatasync(fd);
  if (done == 0) forget(fd);
  return done;
}

// Size and sum of a file.
#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sitmap/picture.h"

bool sm_picture_sum(const char *path, uint64_t *bytes, uint32_t *sum)
{
    struct stat st;
    void *map = MAP_FAILED;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
        map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    if (fd >= 0) {
        close(fd);
    }
    if (map == MAP_FAILED) {
        return false;
    }
    *bytes = (uint64_t)st.st_size;
    *sum = libdeflate_crc32(0, map, (size_t)st.st_size);
    munmap(map, (size_t)st.st_size);
    return true;
}

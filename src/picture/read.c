// Files as pictures. What reads PNG is bounded by the size that the header states, and works in a
// thread; what reads PDF and SVG knows no bounds, and gets a process of its own.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture/decode.h"
#include "sitmap/limits.h"

// ---- The file -----------------------------------------------------------------------------------

static sm_status open_file(const char *path, int *fd, size_t *len, sm_error *err)
{
    struct stat st;
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot open: %s", strerror(errno));
    }
    if (fstat(*fd, &st) || !S_ISREG(st.st_mode)) {
        close(*fd);
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(path), NULL, "this is not a regular file");
    }
    *len = (size_t)st.st_size;
    if (st.st_size == 0 || st.st_size > SM_MAX_PICTURE_BYTES) {
        close(*fd);
        return sm_fail(err, st.st_size ? SM_ELIMIT : SM_EFORMAT, SM_IN_FILE(path), NULL,
                       "the file has %lld bytes: at least 1, at most %u (SM_MAX_PICTURE_BYTES)",
                       (long long)st.st_size, SM_MAX_PICTURE_BYTES);
    }
    return SM_OK;
}

// It is not mapped: a mapped file that somebody cuts off meanwhile would end us.
static sm_status read_bytes(picture_job *job, int fd, uint8_t **bytes, sm_error *err)
{
    *bytes = malloc(job->len);
    if (!*bytes) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for the file");
    }
    job->bytes = *bytes;
    long have = sm_read_fully(fd, *bytes, job->len);
    return have == (long)job->len
               ? SM_OK
               : sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "cannot read: %s",
                         have < 0 ? strerror(errno) : "it was cut off while it was read");
}

static bool is_png(int fd)
{
    char magic[8] = "";
    return pread(fd, magic, sizeof magic, 0) == sizeof magic &&
           memcmp(magic, "\x89PNG\r\n\x1A\n", sizeof magic) == 0;
}

static bool begins(const picture_job *job, const char *magic)
{
    size_t n = strlen(magic);
    return job->len >= n && memcmp(job->bytes, magic, n) == 0;
}

// An XML file that speaks of svg near its beginning; comments and a DOCTYPE may come first.
static bool looks_like_svg(const picture_job *job)
{
    size_t n = job->len < 65536 ? job->len : 65536;
    return (begins(job, "<") || begins(job, "\xEF\xBB\xBF<")) && memmem(job->bytes, n, "<svg", 4);
}

// NULL: it is none of ours.
static picture_decode *find_decoder(const picture_job *job)
{
    return begins(job, "%PDF-")  ? picture_decode_pdf
           : looks_like_svg(job) ? picture_decode_svg
                                 : NULL;
}

// ---- One page on its way ------------------------------------------------------------------------

typedef struct reading {
    picture_job job;
    int fd;
    uint8_t *bytes; // of the file
    enum { DONE, IN_THREAD, IN_PROCESS } where;
    pthread_t thread;
    pid_t pid;
    sm_status status;
    sm_error err;
} reading;

static void *read_png(void *context)
{
    reading *r = context;
    r->status = read_bytes(&r->job, r->fd, &r->bytes, &r->err);
    if (!r->status) {
        r->status = picture_decode_png(&r->job, &r->err);
    }
    return NULL;
}

static sm_status start_drawing(reading *r)
{
    picture_job *job = &r->job;
    sm_status status = read_bytes(job, r->fd, &r->bytes, &r->err);
    picture_decode *decode = status ? NULL : find_decoder(job);
    if (!status && !decode) {
        status = sm_fail(&r->err, SM_EFORMAT, SM_IN_FILE(job->path), "give it PNG, SVG or PDF",
                         begins(job, "%!PS") ? "PostScript can not be compared; compare the PDF"
                                             : "this is no PNG, SVG or PDF");
    }
    return status ? status : picture_start_worker(job, decode, &r->pid, &r->err);
}

static void start(reading *r, const char *path, double dpi, size_t page)
{
    *r = (reading){.job = {.path = path, .dpi = dpi, .page = page, .n_pages = 1, .memory = -1},
                   .fd = -1};
    r->status = open_file(path, &r->fd, &r->job.len, &r->err);
    if (r->status) {
        r->fd = -1;
    } else if (!is_png(r->fd)) {
        r->status = start_drawing(r);
        r->where = r->status ? DONE : IN_PROCESS;
    } else if (pthread_create(&r->thread, NULL, read_png, r) == 0) {
        r->where = IN_THREAD;
    } else {
        read_png(r);
    }
}

static void give_back(uint8_t *rows, size_t len)
{
    if (len) {
        munmap(rows, len);
    }
}

static sm_status finish(reading *r, sm_picture *out, size_t *n_pages, sm_error *err)
{
    picture_job *job = &r->job;
    if (r->where == IN_THREAD) {
        pthread_join(r->thread, NULL);
    } else if (r->where == IN_PROCESS) {
        r->status = picture_await_worker(job, r->pid, &r->err);
    }
    free(r->bytes);
    if (r->fd >= 0) {
        close(r->fd);
    }
    *out = (sm_picture){.rgb = NULL};
    if (r->status) {
        give_back(job->rows, job->room);
        if (err) {
            *err = r->err;
        }
        return r->status;
    }
    if (n_pages) {
        *n_pages = job->n_pages;
    }
    *out = (sm_picture){job->rows, job->width, job->height, job->dpi, .mapped = job->room};
    return SM_OK;
}

// ---- For all ------------------------------------------------------------------------------------

void sm_picture_release(sm_picture *p)
{
    give_back(p->rgb, p->mapped);
    *p = (sm_picture){.rgb = NULL};
}

sm_status sm_picture_read(const char *path, double dpi, size_t page, sm_picture *out,
                          size_t *n_pages, sm_error *err)
{
    reading r;
    start(&r, path, dpi, page);
    return finish(&r, out, n_pages, err);
}

sm_status sm_picture_read_two(const char *const paths[2], double dpi, size_t page,
                              sm_picture out[2], size_t n_pages[2], sm_error *err)
{
    reading r[2];
    sm_error second;
    start(&r[0], paths[0], dpi, page);
    start(&r[1], paths[1], dpi, page);
    sm_status status = finish(&r[0], &out[0], &n_pages[0], err);
    sm_status other = finish(&r[1], &out[1], &n_pages[1], status ? &second : err);
    if (status || other) {
        sm_picture_release(&out[0]);
        sm_picture_release(&out[1]);
    }
    return status ? status : other;
}

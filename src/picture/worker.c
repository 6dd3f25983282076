// A page is decoded in a process of its own. Poppler, librsvg and libpng can not be interrupted,
// and a small file may ask for seconds or gigabytes: the kernel ends such a worker, and we say so.
//
//   parent                         worker
//   opens file and memory file     maps the file, decodes,
//   waits                          writes answer and rows into the memory file, exits
//   reads answer and rows
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "picture/decode.h"
#include "sitmap/limits.h"

typedef struct answer {
    sm_status status;
    sm_error err;
    uint64_t width, height, n_pages;
    double dpi;
} answer;

sm_status picture_check_size(const picture_job *job, double width, double height, sm_error *err)
{
    if (!(width >= 1 && height >= 1)) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                       "the picture has no size: %g x %g pixels", width, height);
    }
    // Cairo holds a side in 15 bits.
    if (!(width * height <= SM_MAX_PIXELS && width <= 32767 && height <= 32767)) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(job->path), "choose a smaller --dpi",
                       "the picture has %g x %g pixels: SM_MAX_PIXELS is %d", width, height,
                       SM_MAX_PIXELS);
    }
    return SM_OK;
}

sm_status picture_begin_page(picture_job *job, double width_pt, double height_pt, cairo_t **cr,
                             sm_error *err)
{
    // Whole pixels; a page that is a hair larger than they are gets no row of its own.
    double scale = job->dpi / 72;
    double width = (double)(int64_t)(width_pt > 0 && width_pt < 1e9 ? width_pt * scale + 0.5 : 0);
    double height =
        (double)(int64_t)(height_pt > 0 && height_pt < 1e9 ? height_pt * scale + 0.5 : 0);
    sm_status status = picture_check_size(job, width, height, err);
    if (status) {
        return status;
    }
    job->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    *cr = cairo_create(job->surface);
    cairo_set_source_rgb(*cr, 1, 1, 1);
    cairo_paint(*cr);
    cairo_scale(*cr, scale, scale);
    return SM_OK;
}

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

static picture_decode *find_decoder(const picture_job *job)
{
    return begins(job, "\x89PNG\r\n\x1A\n") ? picture_decode_png
           : begins(job, "%PDF-")           ? picture_decode_pdf
           : looks_like_svg(job)            ? picture_decode_svg
                                            : NULL;
}

static sm_status decode(picture_job *job, sm_error *err)
{
    picture_decode *decoder = find_decoder(job);
    if (!decoder) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), "give it PNG, SVG or PDF",
                       begins(job, "%!PS") ? "PostScript can not be compared; compare the PDF"
                                           : "this is no PNG, SVG or PDF");
    }
    sm_status status = decoder(job, err);
    if (!status && job->surface && cairo_surface_status(job->surface)) {
        status = sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for the picture: %s",
                         cairo_status_to_string(cairo_surface_status(job->surface)));
    }
    return status;
}

// ---- The worker ---------------------------------------------------------------------------------

// Who called us may have set a lower limit (ulimit): that one stays.
static rlim_t lower_limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit now;
    return getrlimit(what, &now) == 0 && now.rlim_cur < most ? now.rlim_cur : most;
}

static void limit_to(__rlimit_resource_t what, rlim_t most)
{
    const struct rlimit limit = {lower_limit(what, most), lower_limit(what, most)};
    setrlimit(what, &limit);
}

static void limit_self(void)
{
    limit_to(RLIMIT_CPU, SM_MAX_PICTURE_SECONDS);
#ifndef __SANITIZE_ADDRESS__ // which reserves terabytes of addresses for itself
    limit_to(RLIMIT_AS, SM_MAX_PICTURE_MEMORY);
#endif
    limit_to(RLIMIT_CORE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

// Libraries complain on standard error; what is wrong is said by us, once.
static void be_silent(void)
{
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null >= 0) {
        dup2(null, STDERR_FILENO);
        close(null);
    }
}

// Rows begin at a page of memory, so that they can be mapped by themselves.
static const off_t ROWS_AT = 1 << 16;

sm_status picture_begin_rows(picture_job *job, size_t width, size_t height, size_t room,
                             sm_error *err)
{
    void *rows = MAP_FAILED;
    if (!ftruncate(job->memory, ROWS_AT + (off_t)room)) {
        rows = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, job->memory, ROWS_AT);
    }
    if (rows == MAP_FAILED) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for %zu x %zu pixels",
                       width, height);
    }
    job->rows = rows;
    job->width = width;
    job->height = height;
    job->room = room;
    return SM_OK;
}

static sm_status copy_surface(picture_job *job, sm_error *err)
{
    size_t width = (size_t)cairo_image_surface_get_width(job->surface);
    size_t height = (size_t)cairo_image_surface_get_height(job->surface);
    sm_status status = picture_begin_rows(job, width, height, width * height * 3, err);
    cairo_surface_flush(job->surface);
    const uint8_t *from = cairo_image_surface_get_data(job->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(job->surface);
    for (size_t y = 0; !status && y < height; y++) {
        uint8_t *to = job->rows + y * width * 3;
        for (size_t x = 0; x < width; x++, to += 3) {
            uint32_t pixel;
            memcpy(&pixel, from + y * stride + x * 4, sizeof pixel);
            to[0] = (uint8_t)(pixel >> 16);
            to[1] = (uint8_t)(pixel >> 8);
            to[2] = (uint8_t)pixel;
        }
    }
    return status;
}

static bool work(picture_job *job, int file)
{
    answer reply;
    memset(&reply, 0, sizeof reply);
    limit_self();
    be_silent();
    void *bytes = mmap(NULL, job->len, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        return false;
    }
    job->bytes = bytes;
    reply.status = decode(job, &reply.err);
    if (!reply.status && job->surface) {
        reply.status = copy_surface(job, &reply.err);
    }
    reply.width = job->width;
    reply.height = job->height;
    reply.n_pages = job->n_pages;
    reply.dpi = job->dpi;
    return pwrite(job->memory, &reply, sizeof reply, 0) == (ssize_t)sizeof reply;
}

// ---- The parent ---------------------------------------------------------------------------------

static sm_status why_it_died(const char *path, int status, sm_error *err)
{
    int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (sig == SIGXCPU || sig == SIGKILL) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(path), NULL,
                       "reading it takes more than %lu s of processor time "
                       "(SM_MAX_PICTURE_SECONDS, or ulimit -t)",
                       (unsigned long)lower_limit(RLIMIT_CPU, SM_MAX_PICTURE_SECONDS));
    }
    return sm_fail(err, SM_EFORMAT, SM_IN_FILE(path), NULL,
                   "reading it failed: the library that reads it ended with %s",
                   sig ? strsignal(sig) : "an error, most likely for want of memory");
}

static sm_status take_rows(const char *path, int memory, const answer *reply, sm_picture *out,
                           sm_error *err)
{
    size_t len = (size_t)(reply->width * reply->height * 3);
    void *rows = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE, memory, ROWS_AT);
    if (rows == MAP_FAILED) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot map memory: %s",
                       strerror(errno));
    }
    *out = (sm_picture){rows, reply->width, reply->height, reply->dpi, .mapped = len};
    return SM_OK;
}

void sm_picture_release(sm_picture *p)
{
    if (p->mapped) {
        munmap(p->rgb, p->mapped);
    }
    *p = (sm_picture){.rgb = NULL};
}

// A page on its way: story open, wait (always after open, even a failed one).
typedef struct reading {
    picture_job job;
    int file;
    pid_t pid;
} reading;

static sm_status open_reading(reading *r, const char *path, double dpi, size_t page, sm_error *err)
{
    *r = (reading){{.path = path, .dpi = dpi, .page = page, .n_pages = 1, .memory = -1}, -1, -1};
    sm_status status = open_file(path, &r->file, &r->job.len, err);
    if (status) {
        r->file = -1;
        return status;
    }
    r->job.memory = memfd_create("sitmap-picture", MFD_CLOEXEC);
    r->pid = r->job.memory < 0 ? -1 : fork();
    if (r->pid == 0) {
        _exit(work(&r->job, r->file) ? 0 : 2);
    }
    return r->pid < 0 ? sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot start a worker: %s",
                                strerror(errno))
                      : SM_OK;
}

static sm_status take_answer(const reading *r, sm_picture *out, size_t *n_pages, sm_error *err)
{
    answer reply;
    if (pread(r->job.memory, &reply, sizeof reply, 0) != (ssize_t)sizeof reply) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(r->job.path), NULL, "the worker gave no answer");
    }
    if (reply.status) {
        if (err) {
            *err = reply.err;
        }
        return reply.status;
    }
    if (n_pages) {
        *n_pages = reply.n_pages;
    }
    return take_rows(r->job.path, r->job.memory, &reply, out, err);
}

// `status` is that of open_reading.
static sm_status wait_reading(reading *r, sm_status status, sm_picture *out, size_t *n_pages,
                              sm_error *err)
{
    int ended = 0;
    *out = (sm_picture){.rgb = NULL};
    while (r->pid > 0 && waitpid(r->pid, &ended, 0) < 0 && errno == EINTR) {
    }
    bool good = WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
    if (!status) {
        status = good ? take_answer(r, out, n_pages, err) : why_it_died(r->job.path, ended, err);
    }
    if (r->file >= 0) {
        close(r->file);
    }
    if (r->job.memory >= 0) {
        close(r->job.memory);
    }
    return status;
}

sm_status sm_picture_read(const char *path, double dpi, size_t page, sm_picture *out,
                          size_t *n_pages, sm_error *err)
{
    reading r;
    sm_status status = open_reading(&r, path, dpi, page, err);
    return wait_reading(&r, status, out, n_pages, err);
}

sm_status sm_picture_read_two(const char *const paths[2], double dpi, size_t page,
                              sm_picture out[2], size_t n_pages[2], sm_error *err)
{
    reading r[2];
    sm_error errors[2];
    sm_status status[2];
    for (size_t i = 0; i < 2; i++) {
        status[i] = open_reading(&r[i], paths[i], dpi, page, &errors[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        status[i] = wait_reading(&r[i], status[i], &out[i], &n_pages[i], &errors[i]);
    }
    size_t failed = status[0] ? 0 : 1;
    if (status[failed]) {
        sm_picture_release(&out[0]);
        sm_picture_release(&out[1]);
        if (err) {
            *err = errors[failed];
        }
    }
    return status[failed];
}

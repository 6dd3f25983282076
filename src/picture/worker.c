// PDF and SVG are decoded in a process of their own. Poppler and librsvg can not be interrupted,
// and a small file may ask for seconds or gigabytes: the kernel ends such a worker, and we say so.
//
//   parent                         worker
//   makes a memory file            decodes,
//   waits                          writes answer and rows into the memory file, exits
//   reads answer and rows
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
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

static sm_status check_surface(const picture_job *job, sm_error *err)
{
    cairo_status_t why = cairo_surface_status(job->surface);
    return why ? sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for the picture: %s",
                         cairo_status_to_string(why))
               : SM_OK;
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

static bool work(picture_job *job, picture_decode *decode)
{
    answer reply;
    memset(&reply, 0, sizeof reply);
    limit_self();
    be_silent();
    reply.status = decode(job, &reply.err);
    if (!reply.status) {
        reply.status = check_surface(job, &reply.err);
    }
    if (!reply.status) {
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

static sm_status take_rows(picture_job *job, const answer *reply, sm_error *err)
{
    size_t len = (size_t)(reply->width * reply->height * 3);
    void *rows = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE, job->memory, PICTURE_ROWS_AT);
    if (rows == MAP_FAILED) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "cannot map memory: %s",
                       strerror(errno));
    }
    job->rows = rows;
    job->room = len;
    job->width = reply->width;
    job->height = reply->height;
    job->n_pages = reply->n_pages;
    job->dpi = reply->dpi;
    return SM_OK;
}

static sm_status take_answer(picture_job *job, sm_error *err)
{
    answer reply;
    if (pread(job->memory, &reply, sizeof reply, 0) != (ssize_t)sizeof reply) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "the worker gave no answer");
    }
    if (reply.status) {
        if (err) {
            *err = reply.err;
        }
        return reply.status;
    }
    return take_rows(job, &reply, err);
}

sm_status picture_start_worker(picture_job *job, picture_decode *decode, pid_t *pid, sm_error *err)
{
    job->memory = memfd_create("sitmap-picture", MFD_CLOEXEC);
    *pid = job->memory < 0 ? -1 : fork();
    if (*pid == 0) {
        _exit(work(job, decode) ? 0 : 2);
    }
    if (*pid < 0) {
        sm_status status = sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL,
                                   "cannot start a worker: %s", strerror(errno));
        if (job->memory >= 0) {
            close(job->memory);
        }
        return status;
    }
    return SM_OK;
}

sm_status picture_await_worker(picture_job *job, pid_t pid, sm_error *err)
{
    int ended = 0;
    while (waitpid(pid, &ended, 0) < 0 && errno == EINTR) {
    }
    bool good = WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
    sm_status status = good ? take_answer(job, err) : why_it_died(job->path, ended, err);
    close(job->memory);
    return status;
}

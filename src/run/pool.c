#include "run/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Cairo, HarfBuzz and GEOS can not be interrupted: a worker that runs away is ended by the kernel.
enum { MOST_CPU_SECONDS = 600 };

void run_pool_init(run_pool *pool, sm_arena *a, int size, run_done *done, void *context)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int n = size > 0 ? size : cores > 0 && cores < 1024 ? (int)cores : 1;
    *pool = (run_pool){.workers = sm_arena_zero(a, (size_t)n, sizeof(run_worker)),
                       .size = n,
                       .done = done,
                       .context = context};
}

static void limit_self(void)
{
    const struct rlimit cpu = {MOST_CPU_SECONDS, MOST_CPU_SECONDS};
    setrlimit(RLIMIT_CPU, &cpu);
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a parent that is killed takes its workers along
}

static void say(int to, const run_outcome *outcome)
{
    const char *at = (const char *)outcome;
    size_t left = sizeof *outcome;
    while (left) {
        ssize_t n = write(to, at, left);
        if (n < 0 && errno != EINTR) {
            _exit(2);
        }
        at += n > 0 ? n : 0;
        left -= n > 0 ? (size_t)n : 0;
    }
}

static bool hear(int from, run_outcome *outcome)
{
    char *at = (char *)outcome;
    size_t left = sizeof *outcome;
    while (left) {
        ssize_t n = read(from, at, left);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            return false;
        }
        at += n > 0 ? n : 0;
        left -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

static const char *why_it_died(int status)
{
    if (WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL
                   ? "it used up its time or was killed"
                   : strsignal(WTERMSIG(status));
    }
    return "it ended early, most likely for want of memory";
}

static void reap(run_pool *pool, run_worker *w)
{
    run_outcome outcome;
    int status = 0;
    bool heard = hear(w->from, &outcome);
    close(w->from);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!heard) {
        outcome = (run_outcome){.status = SM_EIO};
        outcome.status = sm_fail(&outcome.err, SM_EIO, SM_NOWHERE, NULL, "the worker died: %s",
                                 why_it_died(status));
    }
    w->pid = 0;
    pool->done(pool->context, w->ticket, &outcome);
}

// The next one to end, whichever it is: poll would do, but waiting for any child is simpler.
static void reap_next(run_pool *pool)
{
    siginfo_t info = {0};
    while (waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    for (int i = 0; i < pool->size; i++) {
        if (pool->workers[i].pid && pool->workers[i].pid == info.si_pid) {
            reap(pool, &pool->workers[i]);
            return;
        }
    }
}

static run_worker *free_place(run_pool *pool)
{
    for (;;) {
        for (int i = 0; i < pool->size; i++) {
            if (!pool->workers[i].pid) {
                return &pool->workers[i];
            }
        }
        reap_next(pool);
    }
}

static void refuse(run_pool *pool, size_t ticket, const char *what)
{
    run_outcome outcome = {.status = SM_EIO};
    outcome.status =
        sm_fail(&outcome.err, SM_EIO, SM_NOWHERE, NULL, "can not %s: %s", what, strerror(errno));
    pool->done(pool->context, ticket, &outcome);
}

void run_pool_start(run_pool *pool, size_t ticket, run_work *work, void *context)
{
    run_worker *w = free_place(pool);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) {
        refuse(pool, ticket, "make a pipe");
        return;
    }
    pid_t pid = fork();
    if (pid < 0) {
        close(ends[0]);
        close(ends[1]);
        refuse(pool, ticket, "start a worker");
        return;
    }
    if (pid == 0) {
        run_outcome outcome;
        memset(&outcome, 0, sizeof outcome); // its padding goes through the pipe
        close(ends[0]);
        limit_self();
        work(context, &outcome);
        say(ends[1], &outcome);
        _exit(0);
    }
    close(ends[1]);
    *w = (run_worker){pid, ends[0], ticket};
}

void run_pool_drain(run_pool *pool)
{
    for (int i = 0; i < pool->size; i++) {
        if (pool->workers[i].pid) {
            reap(pool, &pool->workers[i]);
        }
    }
}

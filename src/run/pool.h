// pool: worker processes. Each makes one output and says what came of it; one that dies harms no
// other.
#ifndef SITMAP_RUN_POOL_H
#define SITMAP_RUN_POOL_H

#include <sys/types.h>

#include "sitmap/base.h"
#include "sitmap/plan.h"

/** What a worker says before it ends. Small enough that a pipe takes it whole. */
typedef struct run_outcome {
    sm_status status;
    sm_error err;
    char content[65]; // digest of the file made
    sm_file_state state;
} run_outcome;

/** Runs in the worker. */
typedef void run_work(void *context, run_outcome *outcome);
/** Runs in the parent when worker `ticket` has ended, in no particular order. */
typedef void run_done(void *context, size_t ticket, const run_outcome *outcome);

typedef struct run_worker {
    pid_t pid; // 0: free
    int from;  // read end of its pipe
    size_t ticket;
} run_worker;

typedef struct run_pool {
    run_worker *workers;
    int size;
    run_done *done;
    void *context;
} run_pool;

/** A pool of `size` workers (0: one per core). */
void run_pool_init(run_pool *pool, sm_arena *a, int size, run_done *done, void *context);
/** Start a worker; waits for a free place first. */
void run_pool_start(run_pool *pool, size_t ticket, run_work *work, void *context);
/** Wait for all. */
void run_pool_drain(run_pool *pool);

#endif

#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BAR = 24 };

// Minutes from 100 seconds on, rounded up: a promise that is kept.
static void say_time(double seconds, char *out, size_t size)
{
    double s = ceil(seconds);
    if (s < 100) {
        snprintf(out, size, ", %.0f s left", s);
    } else {
        snprintf(out, size, ", %.0f min left", ceil(s / 60));
    }
}

void cli_progress_line(cli_progress *p, double now_s, size_t done, size_t total, char *out,
                       size_t size)
{
    char bar[BAR + 1], left[40] = "";
    size_t filled = total ? done * BAR / total : 0;
    memset(bar, ' ', BAR);
    memset(bar, '=', filled);
    bar[BAR] = '\0';
    if (filled < BAR) {
        bar[filled] = '>';
    }
    if (!(p->began_s > 0)) {
        p->began_s = now_s;
        p->first = done;
    } else if (done > p->first && done < total) {
        // All is planned before the first is done, so what took time since then goes on so.
        double each = (now_s - p->began_s) / (double)(done - p->first);
        say_time(each * (double)(total - done), left, sizeof left);
    }
    snprintf(out, size, "[%s] %zu of %zu%s", bar, done, total, left);
}

// Findings in the user's files: collected, so that one run shows every mistake.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sitmap/base.h"
#include "sitmap/limits.h"

void sm_diags_init(sm_diags *d, sm_arena *a)
{
    *d = (sm_diags){.arena = a};
}

static bool same_place(sm_place a, sm_place b)
{
    return a.line == b.line && a.column == b.column && a.record == b.record &&
           sm_same_text(a.file, b.file);
}

// Counts an old finding up, or says how many the file has already.
static sm_diag *find_same(sm_diags *d, const char *rule, sm_place at, const char *message,
                          size_t *in_file)
{
    *in_file = 0;
    for (size_t i = 0; i < d->count; i++) {
        sm_diag *old = &d->items[i];
        if (!sm_same_text(old->at.file, at.file)) {
            continue;
        }
        ++*in_file;
        if (same_place(old->at, at) && sm_same_text(old->rule, rule) &&
            sm_same_text(old->message, message)) {
            return old;
        }
    }
    return NULL;
}

static void add(sm_diags *d, sm_severity severity, const char *rule, sm_place at, double lon,
                double lat, const char *mend, const char *fmt, va_list args)
{
    sm_arena_mark before = sm_arena_mark_now(d->arena);
    char *raw = sm_arena_vprintf(d->arena, fmt, args);
    char *message = sm_text_clean(d->arena, raw, strlen(raw), false, NULL);
    size_t in_file = 0;
    sm_diag *old = find_same(d, rule, at, message, &in_file);
    if (old || in_file >= SM_MAX_FINDINGS_PER_FILE) {
        if (old) {
            old->times++;
        } else {
            d->hidden++;
        }
        sm_arena_rewind(d->arena, before);
        return;
    }
    *SM_PUSH(d->arena, d) =
        (sm_diag){.severity = severity,
                  .rule = sm_arena_strdup(d->arena, rule),
                  .at = {sm_arena_strdup(d->arena, at.file), at.line, at.column, at.record},
                  .lon_deg = lon,
                  .lat_deg = lat,
                  .message = message,
                  .mend = mend ? sm_text_clean(d->arena, mend, strlen(mend), false, NULL) : "",
                  .times = 1};
}

void sm_diags_add(sm_diags *d, sm_severity severity, const char *rule, sm_place at,
                  const char *mend, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    add(d, severity, rule, at, (double)NAN, (double)NAN, mend, fmt, args);
    va_end(args);
}

void sm_diags_add_at(sm_diags *d, sm_severity severity, const char *rule, sm_place at,
                     double lon_deg, double lat_deg, const char *mend, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    add(d, severity, rule, at, lon_deg, lat_deg, mend, fmt, args);
    va_end(args);
}

void sm_diags_add_error(sm_diags *d, const char *rule, const sm_error *err)
{
    sm_place at = {err->file[0] ? err->file : NULL, err->line, err->column, err->record};
    sm_diags_add(d, SM_ERROR, rule, at, err->mend[0] ? err->mend : NULL, "%s", err->message);
}

void sm_diags_merge(sm_diags *into, const sm_diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const sm_diag *d = &from->items[i];
        size_t in_file = 0;
        if (!find_same(into, d->rule, d->at, d->message, &in_file)) {
            sm_diag *copy = SM_PUSH(into->arena, into);
            *copy = *d;
            copy->rule = sm_arena_strdup(into->arena, d->rule);
            copy->at.file = sm_arena_strdup(into->arena, d->at.file);
            copy->message = sm_arena_strdup(into->arena, d->message);
            copy->mend = sm_arena_strdup(into->arena, d->mend);
        }
    }
    into->hidden += from->hidden;
}

size_t sm_diags_count(const sm_diags *d, sm_severity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++) {
        n += d->items[i].severity >= severity;
    }
    return n;
}

static void add_place(sm_str *s, sm_place at)
{
    if (at.file) {
        sm_str_puts(s, at.file);
        if (at.line > 0) {
            sm_str_printf(s, ":%d", at.line);
        }
        if (at.line > 0 && at.column > 0) {
            sm_str_printf(s, ":%d", at.column);
        }
        if (at.record > 0) {
            sm_str_printf(s, ": record %ld", at.record);
        }
        sm_str_puts(s, ": ");
    }
}

char *sm_diag_text(sm_arena *a, const sm_diag *diag)
{
    static const char *const severity_names[] = {"note", "warning", "error"};
    sm_str s;
    sm_str_init(&s, a);
    add_place(&s, diag->at);
    sm_str_puts(&s, severity_names[diag->severity]);
    if (diag->rule) {
        sm_str_printf(&s, "[%s]", diag->rule);
    }
    sm_str_printf(&s, ": %s", diag->message);
    if (isfinite(diag->lon_deg) && isfinite(diag->lat_deg) &&
        (diag->lon_deg != 0 || diag->lat_deg != 0)) {
        sm_str_printf(&s, " at %.5f, %.5f", diag->lon_deg, diag->lat_deg);
    }
    if (diag->mend && diag->mend[0]) {
        sm_str_printf(&s, "; %s", diag->mend);
    }
    if (diag->times > 1) {
        sm_str_printf(&s, " (%zu times)", diag->times);
    }
    return s.text;
}

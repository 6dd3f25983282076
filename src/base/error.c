// One failure as a value: whoever detects it writes it down once, everybody else only returns.
#include <stdio.h>
#include <string.h>

#include "sitmap/base.h"

// Messages quote what stands in files: a control byte must not reach a terminal.
static void clean_in_place(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c; c++) {
        if (*c < 0x20 || *c == 0x7F) {
            *c = '?';
        }
    }
}

// In parentheses, for the analyzer knows the name as a macro.
sm_status(sm_fail)(sm_error *err, sm_status status, sm_place at, const char *mend, const char *fmt,
                   ...)
{
    if (!err) {
        return status;
    }
    *err = (sm_error){.status = status, .line = at.line, .column = at.column, .record = at.record};
    snprintf(err->file, sizeof err->file, "%s", at.file ? at.file : "");
    snprintf(err->mend, sizeof err->mend, "%s", mend ? mend : "");
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->message, sizeof err->message, fmt, args);
    va_end(args);
    clean_in_place(err->file);
    clean_in_place(err->mend);
    clean_in_place(err->message);
    return status;
}

void sm_error_locate(sm_error *err, sm_place at)
{
    if (err && !err->file[0]) {
        snprintf(err->file, sizeof err->file, "%s", at.file ? at.file : "");
        clean_in_place(err->file);
        err->line = at.line;
        err->column = at.column;
        err->record = at.record;
    }
}

char *sm_error_text(sm_arena *a, const sm_error *err)
{
    sm_diag diag = {.severity = SM_ERROR,
                    .at = {err->file[0] ? err->file : NULL, err->line, err->column, err->record},
                    .message = err->message,
                    .mend = err->mend,
                    .times = 1};
    return sm_diag_text(a, &diag);
}

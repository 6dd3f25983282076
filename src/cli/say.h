// What a person sees: diagnostics, progress, colour.
#ifndef SITMAP_CLI_SAY_H
#define SITMAP_CLI_SAY_H

#include "sitmap/base.h"

/** May standard error carry colour and a progress line? Only a terminal, never under NO_COLOR or
 *  -q. */
bool cli_is_lively(bool quiet);

/** All findings on standard error, worst last word: errors and warnings always, notes unless
 *  quiet. */
void cli_say_findings(const sm_diags *diags, bool quiet, bool lively);

/** One failure on standard error; returns 2. */
int cli_say_error(const sm_error *err);

/** Findings as a list "findings" of lines, in an object of JSON. Texts are made in `a`. */
void cli_json_findings(sm_json *j, sm_arena *a, const sm_diags *diags);

#endif

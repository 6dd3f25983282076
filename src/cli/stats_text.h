// The three forms of the numbers.
#ifndef SITMAP_CLI_STATS_TEXT_H
#define SITMAP_CLI_STATS_TEXT_H

#include "sitmap/stats.h"

/** Tables for people. `all`: zones that one side held throughout too, instead of their sum. */
void cli_stats_text(const sm_study *study, const sm_stats *s, const char *lang, bool all,
                    sm_str *out);
/** date,side,zone,area_km2,share_pct,change_km2 by RFC 4180; unknown numbers are empty. */
void cli_stats_csv(const sm_stats *s, sm_str *out);
/** Everything, docs/stats.md. */
void cli_stats_json(const sm_study *study, const sm_stats *s, const char *lang, sm_str *out);

#endif

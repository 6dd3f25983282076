// The commands, one file each.
#ifndef SITMAP_CLI_CMD_H
#define SITMAP_CLI_CMD_H

#include "cli/opt.h"

extern const char cmd_render_details[];
/** sitmap render STUDY */
int cmd_render(const cli_command *self, int argc, char **argv);

extern const char cmd_info_details[];
/** sitmap info FILE */
int cmd_info(const cli_command *self, int argc, char **argv);

extern const char cmd_stats_details[];
/** sitmap stats STUDY */
int cmd_stats(const cli_command *self, int argc, char **argv);

extern const char cmd_watch_details[];
/** sitmap watch STUDY */
int cmd_watch(const cli_command *self, int argc, char **argv);

extern const char cmd_plan_details[];
/** sitmap plan STUDY */
int cmd_plan(const cli_command *self, int argc, char **argv);

extern const char cmd_diff_details[];
/** sitmap diff OLD NEW */
int cmd_diff(const cli_command *self, int argc, char **argv);

extern const char cmd_check_details[];
/** sitmap check STUDY */
int cmd_check(const cli_command *self, int argc, char **argv);

extern const char cmd_new_details[];
/** sitmap new DIR */
int cmd_new(const cli_command *self, int argc, char **argv);

extern const char cmd_verify_details[];
/** sitmap verify FILE... */
int cmd_verify(const cli_command *self, int argc, char **argv);

#endif

// Options: one table gives parsing, usage and help of a command.
#ifndef SITMAP_CLI_OPT_H
#define SITMAP_CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "sitmap/base.h"

/** One option. `argument` NULL: a switch. The parser sets *flag or *value; a list option may come
 *  several times and its values are split at commas. */
typedef struct cli_option {
    char letter; // 0: none
    const char *name;
    const char *argument;
    const char *help; // may hold newlines
    bool *flag;
    const char **value;
} cli_option;

typedef struct cli_command {
    const char *name;
    const char *arguments; // "STUDY"
    const char *summary;   // one line
    const char *details;   // paragraphs for --help, ending in a newline
    int (*run)(const struct cli_command *self, int argc, char **argv);
} cli_command;

/** The commands, ended by a NULL name. */
extern const cli_command cli_commands[];

/** Parse argv[1..]: options into their variables, the rest into `positional` (at most `max`).
 *  Returns the number of positional arguments, -1 after a complaint on standard error (exit with
 *  2),
 *  -2 when --help was answered (exit with 0). */
int cli_parse(const cli_command *command, const cli_option *options, size_t n_options, int argc,
              char **argv, const char **positional, int max);

/** Split at commas; empty words are passed over. In `a`. */
const char *const *cli_split(sm_arena *a, const char *list, size_t *n);

/** "sitmap: message" on standard error; returns 2, so that a command can end in it. */
int cli_refuse(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif

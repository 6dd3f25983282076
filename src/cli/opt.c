#include "cli/opt.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sitmap/base.h"

enum { HELP_COLUMN = 24 };

int cli_refuse(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fputs("sitmap: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    return 2;
}

static void print_option(const cli_option *o)
{
    char left[64];
    char letter[8] = "    ";
    if (o->letter) {
        snprintf(letter, sizeof letter, "-%c, ", o->letter);
    }
    int n = snprintf(left, sizeof left, "  %s--%s%s%s", letter, o->name, o->argument ? " " : "",
                     o->argument ? o->argument : "");
    printf("%s%*s", left, n < HELP_COLUMN ? HELP_COLUMN - n : 1, "");
    for (const char *c = o->help; *c; c++) {
        if (*c == '\n') {
            printf("\n%*s", HELP_COLUMN, "");
        } else {
            putchar(*c);
        }
    }
    putchar('\n');
}

static void print_help(const cli_command *command, const cli_option *options, size_t n)
{
    printf("Usage: sitmap %s [OPTION...] %s\n\n%s.\n\n%s", command->name, command->arguments,
           command->summary, command->details);
    printf("\nOptions:\n");
    for (size_t i = 0; i < n; i++) {
        print_option(&options[i]);
    }
    printf("      --help            this text\n");
}

static const cli_option *find_option(const cli_option *options, size_t n, const char *name,
                                     size_t len)
{
    for (size_t i = 0; i < n; i++) {
        if (strlen(options[i].name) == len && memcmp(options[i].name, name, len) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static const cli_option *find_letter(const cli_option *options, size_t n, char letter)
{
    for (size_t i = 0; i < n; i++) {
        if (options[i].letter == letter) {
            return &options[i];
        }
    }
    return NULL;
}

static int unknown(const cli_command *command, const cli_option *options, size_t n,
                   const char *given)
{
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < n && count < sizeof names / sizeof names[0]; i++) {
        names[count++] = options[i].name;
    }
    const char *near = sm_nearest_word(given + strspn(given, "-"), names, count);
    cli_refuse("%s: unknown option %s%s%s%s", command->name, given, near ? "; did you mean --" : "",
               near ? near : "", near ? "?" : "; see --help");
    return -1;
}

// Stores one option; `attached` is what follows "=" or the letter. Moves *i past a separate value.
static int store(const cli_command *command, const cli_option *o, const char *attached, int argc,
                 char **argv, int *i)
{
    if (!o->argument) {
        if (attached) {
            cli_refuse("%s: --%s takes no value", command->name, o->name);
            return -1;
        }
        *o->flag = true;
        return 0;
    }
    if (!attached && *i + 1 >= argc) {
        cli_refuse("%s: --%s needs a value: %s", command->name, o->name, o->argument);
        return -1;
    }
    *o->value = attached ? attached : argv[++*i];
    return 0;
}

static int parse_one(const cli_command *command, const cli_option *options, size_t n, int argc,
                     char **argv, int *i)
{
    const char *arg = argv[*i];
    if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
        print_help(command, options, n);
        return -2;
    }
    if (arg[1] == '-') {
        size_t len = strcspn(arg + 2, "=");
        const cli_option *o = find_option(options, n, arg + 2, len);
        const char *attached = arg[2 + len] ? arg + 3 + len : NULL;
        return o ? store(command, o, attached, argc, argv, i) : unknown(command, options, n, arg);
    }
    const cli_option *o = find_letter(options, n, arg[1]);
    return o ? store(command, o, arg[2] ? arg + 2 : NULL, argc, argv, i)
             : unknown(command, options, n, arg);
}

int cli_parse(const cli_command *command, const cli_option *options, size_t n_options, int argc,
              char **argv, const char **positional, int max)
{
    int count = 0;
    bool only_positional = false;
    for (int i = 1; i < argc; i++) {
        if (!only_positional && strcmp(argv[i], "--") == 0) {
            only_positional = true;
        } else if (only_positional || argv[i][0] != '-' || !argv[i][1]) {
            if (count == max) {
                cli_refuse("%s: one argument too many: %s; see --help", command->name, argv[i]);
                return -1;
            }
            positional[count++] = argv[i];
        } else {
            int status = parse_one(command, options, n_options, argc, argv, &i);
            if (status < 0) {
                return status;
            }
        }
    }
    return count;
}

const char *const *cli_split(sm_arena *a, const char *list, size_t *n)
{
    struct {
        const char **items;
        size_t count, cap;
    } words = {NULL, 0, 0};
    for (const char *at = list; *at;) {
        size_t len = strcspn(at, ",");
        if (len) {
            *SM_PUSH(a, &words) = sm_arena_strndup(a, at, len);
        }
        at += len + (at[len] == ',');
    }
    *n = words.count;
    return words.items;
}

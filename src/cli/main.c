// sitmap: the commands. The only folder that reads argv, prints and exits.
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/opt.h"
#include "sitmap/base.h"

const cli_command cli_commands[] = {
    {"render", "STUDY", "Make the figures of a study", cmd_render_details, cmd_render},
    {"check", "STUDY", "Find faults in description, data and pages", cmd_check_details, cmd_check},
    {"stats", "STUDY", "Areas held, shares and changes between dates", cmd_stats_details,
     cmd_stats},
    {"diff", "OLD NEW", "What changed between two figures, folders or studies", cmd_diff_details,
     cmd_diff},
    {"verify", "FILE...", "Tell whether files are what a render would make now", cmd_verify_details,
     cmd_verify},
    {"watch", "STUDY", "Render again on every save", cmd_watch_details, cmd_watch},
    {"plan", "STUDY", "Print jobs for make, ninja or a batch system", cmd_plan_details, cmd_plan},
    {"info", "FILE", "Show what is in a shapefile or a ground", cmd_info_details, cmd_info},
    {"new", "DIR", "A small working study to start from", cmd_new_details, cmd_new},
    {NULL, NULL, NULL, NULL, NULL},
};

static void print_help(void)
{
    printf("Usage: sitmap COMMAND [OPTION...] ARGUMENT\n\n"
           "Turns a study (shapefiles, dated control polygons, an XML description)\n"
           "into situation maps for print.\n\nCommands:\n");
    for (const cli_command *c = cli_commands; c->name; c++) {
        printf("  %-8s%-10s%s\n", c->name, c->arguments, c->summary);
    }
    printf("\n  sitmap COMMAND --help   what a command does, its options and examples\n"
           "  sitmap --version        the program's version\n\n"
           "Exit status: 0 done, 1 done but faults were found, 2 could not be done.\n");
}

static const cli_command *find_command(const char *name)
{
    for (const cli_command *c = cli_commands; c->name; c++) {
        if (strcmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

static int refuse_command(const char *name)
{
    const char *names[32];
    size_t n = 0;
    for (const cli_command *c = cli_commands; c->name; c++) {
        names[n++] = c->name;
    }
    const char *near = sm_nearest_word(name, names, n);
    return cli_refuse("there is no command %s; %s%s%s", name, near ? "did you mean " : "see ",
                      near ? near : "sitmap --help", near ? "?" : "");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help();
        return 2;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_help();
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("sitmap %s\n", SM_VERSION);
        return 0;
    }
    const cli_command *command = find_command(argv[1]);
    return command ? command->run(command, argc - 1, argv + 1) : refuse_command(argv[1]);
}

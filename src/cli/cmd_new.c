// sitmap new: a study to start from.
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "sitmap/run.h"

const char cmd_new_details[] =
    "Makes DIR and puts a small study into it: two sides on an invented island, two dates, two\n"
    "maps. It renders as it is; replace its shapefiles and texts by your own. The study takes its\n"
    "id, and so the name of its output folder, from DIR. Nothing that is there is replaced.\n\n"
    "Example:\n"
    "  sitmap new lowlands && sitmap render lowlands\n\n"
    "Exit status: 0 done; 2 the folder is not empty or can not be made.\n";

int cmd_new(const cli_command *self, int argc, char **argv)
{
    const char *folder = NULL;
    int n = cli_parse(self, NULL, 0, argc, argv, &folder, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    if (!n) {
        return cli_refuse("new: which folder? name one that is not there");
    }
    sm_arena *a = sm_arena_create();
    sm_error err;
    const char *id = NULL, *starter = cli_starter_folder(a);
    int code = 0;
    if (!starter) {
        code = cli_refuse("new: the starter study is missing; install sitmap again");
    } else if (sm_run_new(a, starter, folder, &id, &err)) {
        code = cli_say_error(&err);
    } else {
        printf("made the study %s in %s; sitmap render makes its maps\n", id, folder);
    }
    sm_arena_destroy(a);
    return code;
}

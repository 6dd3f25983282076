#include "cli/paths.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *find_shared(sm_arena *a, const char *name)
{
    static const char *const beside[] = {"../share/sitmap", "..", "../.."};
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) {
        return NULL;
    }
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    size_t len = slash ? (size_t)(slash - self) : 0;
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        const char *path = sm_arena_printf(a, "%.*s/%s/%s", (int)len, self, beside[i], name);
        if (is_folder(path)) {
            return path;
        }
    }
    return NULL;
}

const char *cli_style_folder(sm_arena *a, const char *asked)
{
    return asked ? asked : find_shared(a, "styles");
}

const char *cli_starter_folder(sm_arena *a)
{
    return find_shared(a, "geodata/starter");
}

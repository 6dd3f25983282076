// What a line's shape depends on beside the text: the libraries and the font files.
#include <sys/stat.h>

#include "text/engine.h"

const char *sm_text_identity(const sm_text_engine *t, sm_arena *a)
{
    sm_str s;
    sm_str_init(&s, a);
    sm_str_printf(&s, "pango %s", pango_version_string());
    for (size_t i = 0; i < t->n_files; i++) {
        struct stat st;
        if (stat(t->files[i], &st) == 0) {
            sm_str_printf(&s, "; %s %lld %lld", t->files[i], (long long)st.st_size,
                          (long long)st.st_mtim.tv_sec);
        }
    }
    return s.text;
}

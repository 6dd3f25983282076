// What goes into a manuscript beside the picture. Journals set the caption themselves and ask for
// the alternative text in a form, so neither helps them inside the file.
#include "output/formats.h"

static void put(sm_str *out, const char *heading, const char *text)
{
    if (text && *text) {
        sm_str_printf(out, "%s%s\n%s\n", out->len ? "\n" : "", heading, text);
    }
}

void sm_output_describe(const sm_document *doc, sm_str *out)
{
    put(out, "TITLE", doc->title);
    put(out, "CAPTION", doc->subject);
    put(out, "ALTERNATIVE TEXT", doc->description);
    put(out, "SOURCES AND NOTES", doc->credits);
    put(out, "AUTHOR", doc->author);
    for (size_t i = 0; i < doc->n_extra; i++) {
        if (doc->extra[i][1]) {
            sm_str_printf(out, "%s%s=%s\n", i ? "" : "\n", doc->extra[i][0], doc->extra[i][1]);
        }
    }
}

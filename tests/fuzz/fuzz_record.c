// Any bytes as a record: refused, or one that can be written and read back as the same text, and
// compared with itself without a difference.
#include <assert.h>
#include <string.h>

#include "sitmap/limits.h"
#include "sitmap/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text)
{
    assert(text && sm_utf8_valid(text, strlen(text)) && !strpbrk(text, "\t\n"));
}

static void check_record(const sm_record *r)
{
    assert(r->width_pt >= SM_MIN_PAGE_PT && r->width_pt <= SM_MAX_PAGE_PT);
    assert(r->things.count <= SM_MAX_RECORD_THINGS);
    for (size_t i = 0; i < r->things.count; i++) {
        const sm_thing *t = &r->things.items[i];
        check_text(t->role);
        check_text(t->layer);
        check_text(t->name);
        check_text(t->look);
        assert(sm_path_finite(&t->path));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sm_arena *a = sm_arena_create();
    sm_record r, back;
    sm_str text, again;
    sm_error err;
    if (!sm_record_parse(a, "fuzz", (const char *)data, size, &r, &err)) {
        check_record(&r);
        sm_str_init(&text, a);
        sm_str_init(&again, a);
        sm_record_write(&r, &text);
        assert(!sm_record_parse(a, "again", text.text, text.len, &back, &err));
        sm_record_write(&back, &again);
        assert(strcmp(text.text, again.text) == 0);
        const sm_tolerances tolerances = sm_tolerances_default();
        sm_changes changes;
        sm_record_compare(a, &back, &back, &tolerances, &changes);
        for (size_t i = 0; i < changes.count; i++) {
            // A zone that is told twice differs from itself; no object does.
            assert(changes.items[i].kind == SM_CHANGE_NONE ||
                   changes.items[i].kind == SM_CHANGE_GROUND);
            sm_change_words(a, &changes.items[i]);
        }
    }
    sm_arena_destroy(a);
    return 0;
}

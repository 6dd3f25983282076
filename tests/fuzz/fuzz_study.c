// Any bytes as study.xml and rounds.xml, packed as files.h says, in this order: what is accepted
// keeps the promises of sitmap/study.h, what is refused says why.
#include <assert.h>
#include <math.h>
#include <unistd.h>

#include "fuzz/files.h"
#include "sitmap/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_layers(const sm_study *study, const char *const *ids, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert(sm_study_layer(study, ids[i]));
    }
}

static void check_figure(const sm_study *study, const sm_figure *f)
{
    assert(f->id && f->width_mm > 0 && isfinite(f->width_mm) && f->height_mm > 0);
    assert(f->n_layers && f->text_factor > 0);
    check_layers(study, f->layers, f->n_layers);
    for (size_t i = 0; i < f->n_variants; i++) {
        if (f->shapes[i]) {
            check_figure(study, f->shapes[i]);
        }
    }
}

static void check_study(const sm_study *study)
{
    assert(study->id && study->n_figures);
    for (size_t i = 0; i < study->n_figures; i++) {
        check_figure(study, &study->figures[i]);
    }
}

static void check_rounds(const sm_rounds *rounds)
{
    for (size_t i = 0; i < rounds->n_rounds; i++) {
        assert(rounds->rounds[i].id);
    }
}

// Who refuses says so once as an error, and each mistake as a finding.
static void check_refusal(const sm_error *err, const sm_diags *diags)
{
    assert(err->status != SM_OK && err->message[0]);
    for (size_t i = 0; i < diags->count; i++) {
        assert(diags->items[i].rule && diags->items[i].message[0]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    packed p = {data, size};
    packed_make_folder();
    packed_write("study.xml", packed_next(&p));
    packed_write("rounds.xml", packed_last(&p));

    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_error err;
    sm_root *root = NULL;
    sm_study *study = NULL;
    sm_rounds *rounds = NULL;
    bool open = sm_root_open(packed_folder, &root, &err) == SM_OK;
    assert(open);
    if (sm_study_load(a, root, "study.xml", &study, &diags, &err)) {
        check_refusal(&err, &diags);
    } else {
        check_study(study);
        if (sm_rounds_load(a, root, "rounds.xml", study, &rounds, &diags, &err)) {
            check_refusal(&err, &diags);
        } else {
            check_rounds(rounds);
        }
    }
    sm_root_close(root);
    sm_arena_destroy(a);
    unlink(packed_path("study.xml"));
    unlink(packed_path("rounds.xml"));
    return 0;
}

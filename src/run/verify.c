// Is a file what a render would make now? The study is planned as for a render; instead of being
// made, each file is judged: by its stamp where it lies beside its stamps, else by what it says of
// itself and, when that agrees, by its bytes.
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/batch.h"

/** A file to judge. */
typedef struct target {
    size_t index; // in the list of files
    const char *folder, *name;
    const sm_stamps *stamps; // of the folder; may know nothing
    const sm_stamp *stamp;   // of the file, NULL: none
    const char *study, *styles;
    const char *job;
    bool judged;
} target;

typedef struct targets {
    target *items;
    size_t count, cap;
} targets;

typedef struct known_folder {
    const char *path;
    sm_stamps *stamps;
    struct known_folder *next;
} known_folder;

typedef struct run_verification {
    sm_arena *arena;
    const sm_run_options *options;
    sm_verified_files *files;
    targets targets;
    known_folder *folders;
    const target *group; // those of its study are judged now
} verification;

enum { FIGURE, AS_OF, DATA, STUDY, PROGRAM, FILES, N_KEYS };
static const char *const keys[N_KEYS] = {"figure", "as-of", "data", "study", "program", "files"};

// ---- Verdicts -----------------------------------------------------------------------------------

static void judge(const verification *v, target *t, sm_verify_verdict verdict,
                  const run_reasons *reasons)
{
    sm_verified *file = &v->files->items[t->index];
    t->judged = true;
    file->verdict = verdict;
    if (reasons) {
        file->reasons = reasons->items;
        file->n_reasons = reasons->count;
    }
}

static void give_reason(const verification *v, target *t, sm_verify_verdict verdict,
                        const char *what, const char *words)
{
    run_reasons one = {NULL, 0, 0};
    *SM_PUSH(v->arena, &one) = (sm_reason){.what = what, .words = sm_arena_strdup(v->arena, words)};
    judge(v, t, verdict, &one);
}

// ---- Reasons ------------------------------------------------------------------------------------

static bool is_known_change(const run_changes *list, size_t n, const run_change *c)
{
    for (size_t i = 0; i < n; i++) {
        if (list->items[i].record == c->record && strcmp(list->items[i].layer, c->layer) == 0) {
            return true;
        }
    }
    return false;
}

// Features of the file itself, else of what is derived from it.
static size_t count_changes(const sm_study *study, const run_changes *list, const char *file)
{
    size_t own = 0, derived = 0;
    for (size_t i = 0; i < list->count; i++) {
        const run_change *c = &list->items[i];
        if (c->record <= 0 || is_known_change(list, i, c)) {
            continue;
        }
        own += strcmp(c->layer, file) == 0;
        derived +=
            strcmp(c->layer, file) != 0 && strcmp(run_source_file(study, c->layer), file) == 0;
    }
    return own ? own : derived;
}

static bool has_file(const run_reasons *list, const char *file)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].file, file) == 0) {
            return true;
        }
    }
    return false;
}

static void list_data(sm_arena *a, const sm_study *study, const run_changes *changes,
                      const run_document *doc, run_reasons *out)
{
    for (size_t i = 0; i < changes->count; i++) {
        const char *file = run_source_file(study, changes->items[i].layer);
        if (has_file(out, file)) {
            continue;
        }
        size_t n = count_changes(study, changes, file);
        const char *where = doc->figure ? "on this map" : "on these pages";
        sm_reason *reason = SM_PUSH(a, out);
        *reason = (sm_reason){.what = "data", .file = sm_arena_strdup(a, file), .features = n};
        bool is_ground = changes->items[i].record == SM_STAMP_GROUND;
        reason->words = is_ground ? sm_arena_printf(a, "%s %s", file, changes->items[i].verb)
                        : n       ? sm_arena_printf(a, "%s changed, %zu feature%s %s", file, n,
                                              n == 1 ? "" : "s", where)
                            : sm_arena_printf(a, "%s changed, and with it areas %s", file, where);
    }
}

// Texts live as long as the batch: they are copied.
static void list_others(sm_arena *a, const sm_stamps *stamps, const run_record *r, run_reasons *out)
{
    run_reasons others = {NULL, 0, 0};
    run_list_reasons(a, stamps, r, &others);
    for (size_t i = 0; i < others.count; i++) {
        sm_reason *reason = SM_PUSH(a, out);
        *reason = others.items[i];
        reason->file = sm_arena_strdup(a, reason->file);
    }
}

// ---- Bytes --------------------------------------------------------------------------------------

// The document made once more, apart from all outputs.
static const char *digest_made(run_batch *b, sm_arena *a, const run_document *doc, sm_format format,
                               double dpi)
{
    char folder[] = "/tmp/sitmap-verify-XXXXXX";
    sm_error err;
    if (!mkdtemp(folder)) {
        return NULL;
    }
    const char *path = sm_arena_printf(a, "%s/file", folder), *digest = NULL;
    if (!run_write(b, doc, format, dpi, path, &err)) {
        digest = sm_digest_file(a, path);
    }
    unlink(path);
    rmdir(folder);
    return digest;
}

static bool has_these_bytes(run_batch *b, sm_arena *a, const target *t, const run_document *doc,
                            sm_format format, double dpi)
{
    const char *made = digest_made(b, a, doc, format, dpi);
    const char *there = sm_digest_file(a, sm_arena_printf(a, "%s/%s", t->folder, t->name));
    return made && there && strcmp(made, there) == 0;
}

// ---- One file -----------------------------------------------------------------------------------

static bool only_program(const run_reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++) {
        if (strcmp(reasons->items[i].what, "program") != 0 &&
            strcmp(reasons->items[i].what, "fonts") != 0) {
            return false;
        }
    }
    return reasons->count > 0;
}

static void judge_by_stamp(run_batch *b, target *t, const run_record *r, run_document *doc,
                           sm_format format)
{
    const verification *v = b->verification;
    sm_arena *a = v->arena;
    doc->about.created = t->stamp->created;
    const char *key = run_key(b, a, doc, format, t->stamp->dpi_milli, t->stamp->created);
    bool intact = sm_stamp_is_intact(a, t->folder, t->stamp);
    if (strcmp(key, t->stamp->key) == 0) {
        judge(v, t, intact ? SM_VERIFY_CURRENT : SM_VERIFY_BY_HAND, NULL);
        return;
    }
    run_features then = run_known_features(a, t->stamps, t->job);
    run_changes changes = {NULL, 0, 0};
    run_reasons reasons = {NULL, 0, 0};
    run_compare_features(a, &then, &r->features, &changes);
    list_data(a, b->run->study, &changes, doc, &reasons);
    list_others(a, t->stamps, r, &reasons);
    // Another build of the program, or fonts that this file does not use, are no reason by
    // themselves: the bytes tell.
    double dpi = t->stamp->dpi_milli ? (double)t->stamp->dpi_milli / 1000 : 72;
    if (only_program(&reasons) && has_these_bytes(b, a, t, doc, format, dpi)) {
        judge(v, t, SM_VERIFY_CURRENT, NULL);
        return;
    }
    if (!reasons.count) {
        *SM_PUSH(a, &reasons) =
            (sm_reason){.what = "labels", .words = "names moved, or records come in another order"};
    }
    judge(v, t, intact ? SM_VERIFY_STALE : SM_VERIFY_BY_HAND, &reasons);
}

static const char *value_of(const run_document *doc, const char *key)
{
    for (size_t i = 0; i < doc->about.n_extra; i++) {
        if (strcmp(doc->about.extra[i][0], key) == 0) {
            return doc->about.extra[i][1];
        }
    }
    return "";
}

// Words of `now` that `then` lacks, up to the colon: the files whose digest is another one.
static void list_files(sm_arena *a, const char *then, const char *now, run_reasons *out)
{
    for (const char *at = now; *at;) {
        size_t len = strcspn(at, " ");
        const char *word = sm_arena_strndup(a, at, len);
        if (!strstr(then, word)) {
            const char *file = sm_arena_strndup(a, word, strcspn(word, ":"));
            *SM_PUSH(a, out) = (sm_reason){
                .what = "data",
                .file = file,
                .words = sm_arena_printf(a, "%s changed where this map shows it", file)};
        }
        at += len + (at[len] == ' ');
    }
}

static void judge_by_itself(run_batch *b, target *t, const run_document *doc, sm_format format)
{
    const verification *v = b->verification;
    sm_arena *a = v->arena;
    const char *said[N_KEYS];
    double dpi = 0;
    sm_error err;
    const char *path = sm_arena_printf(a, "%s/%s", t->folder, t->name);
    if (sm_output_read_pairs(a, path, keys, N_KEYS, said, &dpi, &err)) {
        give_reason(v, t, SM_VERIFY_UNKNOWN, "file", sm_error_text(a, &err));
        return;
    }
    run_reasons reasons = {NULL, 0, 0};
    for (size_t i = AS_OF; i < FILES; i++) {
        said[i] = said[i] ? said[i] : "";
        if (strcmp(said[i], value_of(doc, keys[i])) == 0) {
            continue;
        }
        size_t before = reasons.count;
        if (i == DATA && said[FILES]) {
            list_files(a, said[FILES], value_of(doc, keys[FILES]), &reasons);
        }
        if (reasons.count == before) {
            const char *const what[] = {
                [AS_OF] = "date", [DATA] = "data", [STUDY] = "description", [PROGRAM] = "program"};
            *SM_PUSH(a, &reasons) =
                (sm_reason){.what = what[i],
                            .words = sm_arena_printf(a, "%s: it has %s, now %s", what[i], said[i],
                                                     value_of(doc, keys[i]))};
        }
    }
    if (reasons.count) {
        judge(v, t, SM_VERIFY_STALE, &reasons);
        return;
    }
    dpi = dpi > 0 ? dpi : v->options->dpi > 0 ? v->options->dpi : SM_RUN_DPI;
    bool same = has_these_bytes(b, a, t, doc, format, dpi);
    judge(v, t, same ? SM_VERIFY_CURRENT : SM_VERIFY_BY_HAND, NULL);
}

static bool same_group(const target *a, const target *b)
{
    return sm_same_text(a->study, b->study) && sm_same_text(a->styles, b->styles);
}

void run_verify(run_batch *b, const run_record *r, const run_document *doc)
{
    verification *v = b->verification;
    for (size_t i = 0; i < v->targets.count; i++) {
        target *t = &v->targets.items[i];
        sm_format format = SM_FORMAT_PDF;
        const char *dot = strrchr(t->name, '.');
        if (t->judged || strcmp(t->job, r->job) != 0 || !same_group(t, v->group) || !dot ||
            !sm_format_parse(dot + 1, &format)) {
            continue;
        }
        run_document copy = *doc;
        if (t->stamp) {
            judge_by_stamp(b, t, r, &copy, format);
        } else {
            judge_by_itself(b, t, &copy, format);
        }
    }
}

// ---- Files and folders --------------------------------------------------------------------------

static sm_stamps *stamps_of(verification *v, const char *folder)
{
    for (known_folder *f = v->folders; f; f = f->next) {
        if (strcmp(f->path, folder) == 0) {
            return f->stamps;
        }
    }
    known_folder *f = sm_arena_zero(v->arena, 1, sizeof *f);
    f->path = sm_arena_strdup(v->arena, folder);
    f->stamps = sm_arena_alloc(v->arena, sizeof *f->stamps);
    sm_stamps_look(v->arena, folder, f->stamps);
    f->next = v->folders;
    v->folders = f;
    return f->stamps;
}

// By what the file says: it has no stamp, and may have another name than it was given.
static void find_job(const verification *v, target *t)
{
    const char *said[1];
    double dpi;
    sm_error err;
    const char *path = v->files->items[t->index].path;
    if (sm_output_read_pairs(v->arena, path, keys, 1, said, &dpi, &err)) {
        give_reason(v, t, SM_VERIFY_UNKNOWN, "file", sm_error_text(v->arena, &err));
    } else if (!said[0]) {
        give_reason(v, t, SM_VERIFY_UNKNOWN, "file", "it does not say what it was made from");
    }
    t->job = said[0] ? said[0] : "";
}

static void add_file(verification *v, const char *folder, const char *name, const char *shown)
{
    sm_file_state state;
    target *t = SM_PUSH(v->arena, &v->targets);
    *t = (target){.folder = sm_arena_strdup(v->arena, folder),
                  .name = sm_arena_strdup(v->arena, name),
                  .index = v->files->count,
                  .stamps = stamps_of(v, folder)};
    *SM_PUSH(v->arena, v->files) = (sm_verified){.path = sm_arena_strdup(v->arena, shown)};
    t->stamp = sm_stamps_find(t->stamps, name);
    t->study = v->options->study ? v->options->study : t->stamps->study;
    t->styles = v->options->study || !t->stamps->styles ? v->options->styles : t->stamps->styles;
    bool there = sm_file_look(shown, &state);
    if (!there) {
        give_reason(v, t, t->stamp ? SM_VERIFY_MISSING : SM_VERIFY_UNKNOWN, "file",
                    t->stamp ? "it was made once" : "there is no such file");
    } else if (t->stamp) {
        t->job = t->stamp->job;
    } else {
        find_job(v, t);
    }
    if (there && !t->judged && !t->study) {
        give_reason(v, t, SM_VERIFY_UNKNOWN, "study",
                    "its study is not known: no stamps beside it; give --study");
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef struct names {
    const char **items;
    size_t count, cap;
} names;

// In the order of their names, whichever was made first.
static void add_known(verification *v, const char *folder)
{
    const sm_stamps *stamps = stamps_of(v, folder);
    names list = {NULL, 0, 0};
    for (size_t i = 0; i < stamps->outputs.count; i++) {
        *SM_PUSH(v->arena, &list) = stamps->outputs.items[i].path;
    }
    if (list.count) {
        qsort(list.items, list.count, sizeof *list.items, compare_names);
    }
    for (size_t i = 0; i < list.count; i++) {
        add_file(v, folder, list.items[i],
                 sm_arena_printf(v->arena, "%s/%s", folder, list.items[i]));
    }
}

static names list_folder(sm_arena *a, const char *folder)
{
    names list = {NULL, 0, 0};
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] != '.') {
            *SM_PUSH(a, &list) = sm_arena_strdup(a, e->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    if (list.count) {
        qsort(list.items, list.count, sizeof *list.items, compare_names);
    }
    return list;
}

static bool says_what_it_is(const verification *v, const char *path)
{
    const char *said[1];
    double dpi;
    sm_error err;
    return !sm_output_read_pairs(v->arena, path, keys, 1, said, &dpi, &err) && said[0];
}

// A folder without stamps: the folders of studies in it, and files that say what they are.
static void add_found(verification *v, const char *folder)
{
    names list = list_folder(v->arena, folder);
    for (size_t i = 0; i < list.count; i++) {
        const char *path = sm_arena_printf(v->arena, "%s/%s", folder, list.items[i]);
        struct stat st;
        if (stat(path, &st)) {
            continue;
        }
        if (S_ISDIR(st.st_mode)) {
            add_known(v, path);
        } else if (says_what_it_is(v, path)) {
            add_file(v, folder, list.items[i], path);
        }
    }
}

static void add_path(verification *v, const char *path)
{
    struct stat st;
    size_t len = strlen(path), before = v->files->count;
    const char *slash = strrchr(path, '/');
    if (stat(path, &st) || !S_ISDIR(st.st_mode)) {
        const char *folder = slash ? sm_arena_strndup(v->arena, path, (size_t)(slash - path)) : ".";
        add_file(v, folder[0] ? folder : "/", slash ? slash + 1 : path, path);
        return;
    }
    while (len > 1 && path[len - 1] == '/') {
        len--;
    }
    const char *folder = sm_arena_strndup(v->arena, path, len);
    if (stamps_of(v, folder)->outputs.count) {
        add_known(v, folder);
    } else {
        add_found(v, folder);
    }
    if (v->files->count == before) {
        *SM_PUSH(v->arena, v->files) = (sm_verified){.path = sm_arena_strdup(v->arena, path)};
        target *t = SM_PUSH(v->arena, &v->targets);
        *t = (target){.index = before, .job = ""};
        give_reason(v, t, SM_VERIFY_UNKNOWN, "file", "the folder holds no outputs");
    }
}

// ---- One study ----------------------------------------------------------------------------------

static bool belongs(const char *job, const char *id)
{
    size_t len = strlen(id);
    return strncmp(job, id, len) == 0 && (!job[len] || job[len] == '.');
}

// The figures and reports of the group's files.
static const char *const *choose(const verification *v, const sm_study *study, size_t *n)
{
    names ids = {NULL, 0, 0};
    for (size_t i = 0; i < study->n_figures + study->n_reports; i++) {
        const char *id =
            i < study->n_figures ? study->figures[i].id : study->reports[i - study->n_figures].id;
        for (size_t k = 0; k < v->targets.count; k++) {
            const target *t = &v->targets.items[k];
            if (!t->judged && same_group(t, v->group) && belongs(t->job, id)) {
                *SM_PUSH(v->arena, &ids) = id;
                break;
            }
        }
    }
    *n = ids.count;
    return ids.items;
}

static void plan_group(verification *v, sm_run *run, sm_diags *diags)
{
    static const sm_run_events none = {.context = NULL};
    sm_run_result result;
    sm_arena *a = sm_arena_create();
    run_batch b = run_begin_batch(run, a, &none, &result, diags);
    b.verification = v;
    run->options.only = choose(v, run->study, &run->options.n_only);
    if (run->options.n_only) {
        run_all_documents(&b);
    }
    sm_arena_destroy(a);
}

// What no document of the study claimed.
static void judge_rest(verification *v, const sm_study *study)
{
    for (size_t i = 0; i < v->targets.count; i++) {
        target *t = &v->targets.items[i];
        if (t->judged || !same_group(t, v->group)) {
            continue;
        }
        bool there = false;
        for (size_t k = 0; study && k < study->n_figures + study->n_reports; k++) {
            there |=
                belongs(t->job, k < study->n_figures ? study->figures[k].id
                                                     : study->reports[k - study->n_figures].id);
        }
        if (there) {
            give_reason(v, t, SM_VERIFY_UNKNOWN, "figure", "it can not be made now");
        } else {
            give_reason(v, t, SM_VERIFY_STALE, "figure", "the study has no such figure now");
        }
    }
}

static void verify_group(verification *v, sm_diags *diags)
{
    sm_run_options options = *v->options;
    sm_run *run = NULL;
    sm_error err;
    options.study = v->group->study;
    options.styles = v->group->styles;
    options.out = v->group->folder;
    options.n_formats = 0;
    for (sm_format f = SM_FORMAT_PDF; f <= SM_FORMAT_SCENE; f++) {
        options.formats[options.n_formats++] = f;
    }
    if (sm_run_open(&options, &run, diags, &err)) {
        for (size_t i = 0; i < v->targets.count; i++) {
            target *t = &v->targets.items[i];
            if (!t->judged && same_group(t, v->group)) {
                give_reason(v, t, SM_VERIFY_UNKNOWN, "study", sm_error_text(v->arena, &err));
            }
        }
        return;
    }
    plan_group(v, run, diags);
    judge_rest(v, run->study);
    sm_run_close(run);
}

void sm_run_verify(sm_arena *a, const sm_run_options *options, const char *const *paths, size_t n,
                   sm_verified_files *out, sm_diags *diags)
{
    *out = (sm_verified_files){NULL, 0, 0};
    verification v = {.arena = a, .options = options, .files = out};
    for (size_t i = 0; i < n; i++) {
        add_path(&v, paths[i]);
    }
    for (size_t i = 0; i < v.targets.count; i++) {
        v.group = &v.targets.items[i];
        if (!v.group->judged) {
            verify_group(&v, diags);
        }
    }
}

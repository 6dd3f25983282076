// The stamp file: lines of tab-separated fields, the path last, so that it may hold anything but a
// line break. A file that does not read as expected counts as none: the outputs are made again.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sitmap/plan.h"

static const char HEADER[] = "sitmap stamps 2";
enum { MOST_BYTES = 256 << 20 };

bool sm_file_look(const char *path, sm_file_state *out)
{
    struct stat st;
    *out = SM_FILE_ABSENT;
    if (stat(path, &st)) {
        return false;
    }
    *out = (sm_file_state){.size = st.st_size,
                           .mtime_ns = st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec,
                           .inode = (int64_t)st.st_ino};
    return true;
}

static bool same_state(sm_file_state a, sm_file_state b)
{
    return a.size == b.size && a.mtime_ns == b.mtime_ns && a.inode == b.inode;
}

static sm_status lock(sm_stamps *s, void (*waiting)(void *), void *context, sm_error *err)
{
    const char *path = sm_arena_printf(s->arena, "%s/.sitmap/lock", s->folder);
    s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (s->lock < 0) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "can not open the lock: %s",
                       strerror(errno));
    }
    if (flock(s->lock, LOCK_EX | LOCK_NB) == 0) {
        return SM_OK;
    }
    if (waiting) {
        waiting(context);
    }
    while (flock(s->lock, LOCK_EX)) {
        if (errno != EINTR) {
            int cause = errno;
            close(s->lock);
            return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "can not lock: %s",
                           strerror(cause));
        }
    }
    return SM_OK;
}

// Takes the next tab-separated word off `*at`; NULL at the end of the line.
static char *next_word(char **at)
{
    char *word = *at;
    if (!word) {
        return NULL;
    }
    char *tab = strchr(word, '\t');
    if (tab) {
        *tab = '\0';
    }
    *at = tab ? tab + 1 : NULL;
    return word;
}

static bool next_number(char **at, int64_t *out)
{
    char *word = next_word(at);
    if (!word || !word[0]) {
        return false;
    }
    bool negative = word[0] == '-';
    int64_t sum = 0;
    for (const char *c = word + negative; *c; c++) {
        if (*c < '0' || *c > '9' || sum > INT64_MAX / 10 - 10) {
            return false;
        }
        sum = sum * 10 + (*c - '0');
    }
    *out = negative ? -sum : sum;
    return true;
}

static bool next_state(char **at, sm_file_state *out)
{
    return next_number(at, &out->size) && next_number(at, &out->mtime_ns) &&
           next_number(at, &out->inode);
}

static bool read_output(sm_stamps *s, char *at)
{
    sm_stamp stamp = {.key = next_word(&at), .content = next_word(&at)};
    bool fine = next_state(&at, &stamp.state) && next_number(&at, &stamp.dpi_milli) &&
                next_number(&at, &stamp.created);
    stamp.job = next_word(&at);
    stamp.path = at;
    if (fine && stamp.job && stamp.path) {
        *SM_PUSH(s->arena, &s->outputs) = stamp;
    }
    return fine && stamp.path;
}

static bool read_input(sm_stamps *s, char *at)
{
    sm_stamp_input input = {0};
    bool fine = next_state(&at, &input.state) && at;
    input.path = at;
    if (fine) {
        *SM_PUSH(s->arena, &s->inputs) = input;
    }
    return fine;
}

static bool read_feature(sm_stamps *s, char *at)
{
    sm_stamp_feature f = {.job = next_word(&at), .layer = next_word(&at)};
    int64_t record = 0;
    bool fine = next_number(&at, &record) && at;
    f.record = (long)record;
    f.digest = at;
    if (fine) {
        *SM_PUSH(s->arena, &s->features) = f;
    }
    return fine;
}

static bool read_style(sm_stamps *s, char *at)
{
    sm_stamp_style style = {.job = next_word(&at), .digest = next_word(&at)};
    style.path = at;
    if (style.path) {
        *SM_PUSH(s->arena, &s->style_files) = style;
    }
    return style.path != NULL;
}

static bool read_origin(sm_stamps *s, char *at)
{
    sm_stamp_origin origin = {
        .job = next_word(&at), .study = next_word(&at), .fonts = next_word(&at)};
    origin.program = at;
    if (origin.program) {
        *SM_PUSH(s->arena, &s->origins) = origin;
    }
    return origin.program != NULL;
}

static bool read_command(sm_stamps *s, char *at)
{
    s->command = at;
    return true;
}

static bool read_study(sm_stamps *s, char *at)
{
    s->study = at;
    return true;
}

static bool read_folder(sm_stamps *s, char *at)
{
    s->styles = at;
    return true;
}

static const struct {
    const char *kind;
    bool (*read)(sm_stamps *s, char *at);
} lines[] = {{"feature", read_feature}, {"output", read_output}, {"input", read_input},
             {"style", read_style},     {"origin", read_origin}, {"command", read_command},
             {"study", read_study},     {"styles", read_folder}};

static bool read_line(sm_stamps *s, char *line)
{
    char *at = line;
    const char *kind = next_word(&at);
    for (size_t i = 0; at && i < sizeof lines / sizeof lines[0]; i++) {
        if (strcmp(kind, lines[i].kind) == 0) {
            return lines[i].read(s, at);
        }
    }
    return false;
}

static void forget_all(sm_stamps *s)
{
    s->command = s->study = s->styles = NULL;
    s->outputs.count = s->inputs.count = s->features.count = 0;
    s->style_files.count = s->origins.count = 0;
}

static void read_stamps(sm_stamps *s)
{
    sm_root *root = NULL;
    char *bytes = NULL;
    size_t len = 0;
    sm_error ignored; // no file, or none that can be read: nothing is known
    if (!sm_root_open(s->folder, &root, &ignored) &&
        !sm_root_read(root, ".sitmap/stamps", MOST_BYTES, s->arena, &bytes, &len, &ignored)) {
        char *line = bytes;
        bool fine = strncmp(bytes, HEADER, sizeof HEADER - 1) == 0;
        line = fine ? strchr(line, '\n') : NULL;
        while (fine && line && *++line) {
            char *end = strchr(line, '\n');
            fine = end != NULL;
            if (end) {
                *end = '\0';
                fine = read_line(s, line);
            }
            line = end;
        }
        if (!fine) {
            forget_all(s);
        }
    }
    sm_root_close(root);
}

sm_status sm_stamps_open(sm_arena *a, const char *folder, void (*waiting)(void *context),
                         void *context, sm_stamps *out, sm_error *err)
{
    *out = (sm_stamps){.arena = a, .folder = sm_arena_strdup(a, folder), .lock = -1};
    sm_status status = sm_make_folders(sm_arena_printf(a, "%s/.sitmap", folder), err);
    status = status ? status : lock(out, waiting, context, err);
    if (!status) {
        read_stamps(out);
    }
    return status;
}

void sm_stamps_look(sm_arena *a, const char *folder, sm_stamps *out)
{
    *out = (sm_stamps){.arena = a, .folder = sm_arena_strdup(a, folder), .lock = -1};
    read_stamps(out);
}

const sm_stamp *sm_stamps_find(const sm_stamps *s, const char *path)
{
    for (size_t i = 0; i < s->outputs.count; i++) {
        if (strcmp(s->outputs.items[i].path, path) == 0) {
            return &s->outputs.items[i];
        }
    }
    return NULL;
}

void sm_stamps_put(sm_stamps *s, const sm_stamp *stamp)
{
    sm_stamp *slot = (sm_stamp *)sm_stamps_find(s, stamp->path);
    slot = slot ? slot : SM_PUSH(s->arena, &s->outputs);
    *slot = (sm_stamp){.path = sm_arena_strdup(s->arena, stamp->path),
                       .job = sm_arena_strdup(s->arena, stamp->job),
                       .key = sm_arena_strdup(s->arena, stamp->key),
                       .content = sm_arena_strdup(s->arena, stamp->content),
                       .state = stamp->state,
                       .dpi_milli = stamp->dpi_milli,
                       .created = stamp->created};
}

// Keeps the items of `list` whose job is another one.
#define FORGET(list, name)                                                                         \
    do {                                                                                           \
        size_t kept = 0;                                                                           \
        for (size_t i = 0; i < (list)->count; i++) {                                               \
            if (strcmp((list)->items[i].job, (name)) != 0) {                                       \
                (list)->items[kept++] = (list)->items[i];                                          \
            }                                                                                      \
        }                                                                                          \
        (list)->count = kept;                                                                      \
    } while (0)

void sm_stamps_forget_job(sm_stamps *s, const char *job)
{
    FORGET(&s->features, job);
    FORGET(&s->style_files, job);
    FORGET(&s->origins, job);
}

void sm_stamps_add_feature(sm_stamps *s, const char *job, const char *layer, long record,
                           const char *digest)
{
    *SM_PUSH(s->arena, &s->features) =
        (sm_stamp_feature){sm_arena_strdup(s->arena, job), sm_arena_strdup(s->arena, layer), record,
                           sm_arena_strdup(s->arena, digest)};
}

static void write_state(sm_str *out, sm_file_state state)
{
    sm_str_printf(out, "%lld\t%lld\t%lld\t", (long long)state.size, (long long)state.mtime_ns,
                  (long long)state.inode);
}

static void write_files(const sm_stamps *s, sm_str *out)
{
    for (size_t i = 0; i < s->inputs.count; i++) {
        sm_str_puts(out, "input\t");
        write_state(out, s->inputs.items[i].state);
        sm_str_printf(out, "%s\n", s->inputs.items[i].path);
    }
    for (size_t i = 0; i < s->outputs.count; i++) {
        const sm_stamp *o = &s->outputs.items[i];
        sm_str_printf(out, "output\t%s\t%s\t", o->key, o->content);
        write_state(out, o->state);
        sm_str_printf(out, "%lld\t%lld\t%s\t%s\n", (long long)o->dpi_milli, (long long)o->created,
                      o->job, o->path);
    }
}

static void write_origins(const sm_stamps *s, sm_str *out)
{
    for (size_t i = 0; i < s->origins.count; i++) {
        const sm_stamp_origin *o = &s->origins.items[i];
        sm_str_printf(out, "origin\t%s\t%s\t%s\t%s\n", o->job, o->study, o->fonts, o->program);
    }
    for (size_t i = 0; i < s->style_files.count; i++) {
        const sm_stamp_style *f = &s->style_files.items[i];
        sm_str_printf(out, "style\t%s\t%s\t%s\n", f->job, f->digest, f->path);
    }
    for (size_t i = 0; i < s->features.count; i++) {
        const sm_stamp_feature *f = &s->features.items[i];
        sm_str_printf(out, "feature\t%s\t%s\t%ld\t%s\n", f->job, f->layer, f->record, f->digest);
    }
}

sm_status sm_stamps_save(const sm_stamps *s, sm_error *err)
{
    sm_str out;
    sm_str_init(&out, s->arena);
    sm_str_printf(&out, "%s\ncommand\t%s\n", HEADER, s->command ? s->command : "");
    if (s->study) {
        sm_str_printf(&out, "study\t%s\n", s->study);
    }
    if (s->styles) {
        sm_str_printf(&out, "styles\t%s\n", s->styles);
    }
    write_files(s, &out);
    write_origins(s, &out);
    const char *path = sm_arena_printf(s->arena, "%s/.sitmap/stamps", s->folder);
    return sm_newfile_put(path, out.text, out.len, err);
}

void sm_stamps_close(sm_stamps *s)
{
    if (s->lock >= 0) {
        close(s->lock); // and with it the lock
        s->lock = -1;
    }
}

bool sm_stamp_is_intact(sm_arena *scratch, const char *folder, const sm_stamp *stamp)
{
    const char *path = sm_arena_printf(scratch, "%s/%s", folder, stamp->path);
    sm_file_state now;
    if (!sm_file_look(path, &now)) {
        return false;
    }
    if (same_state(now, stamp->state)) {
        return true;
    }
    const char *content = now.size == stamp->state.size ? sm_digest_file(scratch, path) : NULL;
    return content && strcmp(content, stamp->content) == 0;
}

bool sm_stamps_untouched(const sm_stamps *s, const char *command)
{
    if (!s->command || strcmp(s->command, command) != 0 || !s->outputs.count) {
        return false;
    }
    for (size_t i = 0; i < s->inputs.count; i++) {
        sm_file_state now;
        sm_file_look(s->inputs.items[i].path, &now);
        if (!same_state(now, s->inputs.items[i].state)) {
            return false;
        }
    }
    for (size_t i = 0; i < s->outputs.count; i++) {
        const sm_stamp *o = &s->outputs.items[i];
        sm_file_state now;
        const char *path = sm_arena_printf(s->arena, "%s/%s", s->folder, o->path);
        if (!sm_file_look(path, &now) || !same_state(now, o->state)) {
            return false;
        }
    }
    return true;
}

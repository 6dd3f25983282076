// What lies beside each other in a shapefile: counts, names, encodings.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "check/parts.h"
#include "check/raw.h"

enum { DBF_NAME = 10, DBF_HEADER = 32, DBF_FIELD = 32, MAX_HEADER = 1 << 16 };

/** A .dbf as it stands in the file. */
typedef struct table {
    FILE *file;
    size_t rows, header, row_len;
    unsigned char *head; // the whole header
} table;

static bool open_table(check *c, const sm_layer *layer, table *t)
{
    unsigned char first[DBF_HEADER];
    *t = (table){.file =
                     check_open(c->in->root, check_sibling(c->arena, layer->file, ".dbf"), NULL)};
    if (!t->file || fread(first, 1, sizeof first, t->file) != sizeof first) {
        return false;
    }
    t->rows = check_le32(first + 4);
    t->header = (size_t)first[8] | (size_t)first[9] << 8;
    t->row_len = (size_t)first[10] | (size_t)first[11] << 8;
    if (t->header < DBF_HEADER || t->header > MAX_HEADER || !t->row_len) {
        return false;
    }
    t->head = sm_arena_zero(c->arena, t->header + 1, 1);
    rewind(t->file);
    return fread(t->head, 1, t->header, t->file) == t->header;
}

static void close_table(table *t)
{
    if (t->file) {
        fclose(t->file);
    }
}

// ---- Counts -------------------------------------------------------------------------------------

// Records that stand in the .shp one after the other.
static bool count_records(check *c, const sm_layer *layer, size_t *n)
{
    int64_t size = 0, at = 100;
    unsigned char header[8];
    FILE *shp = check_open(c->in->root, layer->file, &size);
    *n = 0;
    while (shp && at + 8 <= size && !fseeko(shp, (off_t)at, SEEK_SET) &&
           fread(header, 1, sizeof header, shp) == sizeof header && check_be32(header + 4) >= 2) {
        at += 8 + (int64_t)check_be32(header + 4) * 2;
        *n += at <= size;
    }
    if (shp) {
        fclose(shp);
    }
    return shp != NULL;
}

static bool count_entries(check *c, const sm_layer *layer, size_t *n)
{
    int64_t size = 0;
    FILE *shx = check_open(c->in->root, check_sibling(c->arena, layer->file, ".shx"), &size);
    if (shx) {
        fclose(shx);
    }
    *n = size >= 100 ? (size_t)(size - 100) / 8 : 0;
    return shx != NULL;
}

// Files beside each other tell different numbers of records: one of them is of another day.
static void look_at_counts(check *c, const sm_layer *layer, const table *t)
{
    size_t shapes = 0, entries = 0;
    if (!count_records(c, layer, &shapes)) {
        return;
    }
    bool has_index = count_entries(c, layer, &entries);
    if ((has_index && entries != shapes) || (t && t->rows != shapes)) {
        const char *index =
            has_index ? sm_arena_printf(c->arena, ", %zu in the .shx", entries) : "";
        const char *rows = t ? sm_arena_printf(c->arena, ", %zu in the .dbf", t->rows) : "";
        check_say(c, "files.counts", check_record(c, layer, -1), CHECK_NO_PLACE,
                  "copy all files of the layer again from one place, or save the layer again",
                  "%zu records in the .shp%s%s", shapes, index, rows);
    }
}

// ---- Names --------------------------------------------------------------------------------------

static bool has_field(const table *t, const char *name, bool *cut)
{
    *cut = false;
    for (size_t at = DBF_HEADER; at + DBF_FIELD <= t->header && t->head[at] != 0x0D;
         at += DBF_FIELD) {
        char field[12] = {0};
        memcpy(field, t->head + at, 11);
        if (strcasecmp(field, name) == 0) {
            return true;
        }
        *cut |= strlen(field) == DBF_NAME && strncasecmp(field, name, DBF_NAME) == 0;
    }
    return false;
}

static void look_at_name(check *c, const sm_layer *layer, const table *t, int line,
                         const char *name)
{
    bool cut = false;
    if (name && strlen(name) > DBF_NAME && !has_field(t, name, &cut) && cut) {
        check_say(c, "dbf.name-cut", check_line(c, line), CHECK_NO_PLACE,
                  sm_arena_printf(c->arena, "write %.10s", name),
                  "layer %s: field %s was cut to %.10s when the shapefile was written", layer->id,
                  name, name);
    }
}

// Names on the left of a where: "a=b;c=d".
static void look_at_where(check *c, const sm_layer *layer, const table *t, int line,
                          const char *where)
{
    for (const char *at = where ? where : ""; *at;) {
        size_t len = strcspn(at, ";"), name = strcspn(at, "=;");
        look_at_name(c, layer, t, line, sm_arena_strndup(c->arena, at, name));
        at += len + (at[len] == ';');
    }
}

static void look_at_names(check *c, const sm_layer *layer, const table *t)
{
    const sm_study *s = c->in->study;
    const char *const names[] = {layer->date_field, layer->from_field, layer->to_field,
                                 layer->side_field};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        look_at_name(c, layer, t, layer->line, names[i]);
    }
    look_at_where(c, layer, t, layer->line, layer->where);
    for (size_t i = 0; i < s->n_layers; i++) {
        if (s->layers[i].of && strcmp(s->layers[i].of, layer->id) == 0) {
            look_at_name(c, layer, t, s->layers[i].line, s->layers[i].class_field);
        }
    }
    if (s->stats.zones && strcmp(s->stats.zones, layer->id) == 0) {
        look_at_name(c, layer, t, s->stats.line, s->stats.zone_field);
    }
    for (size_t i = 0; i < s->checks.n_facts; i++) {
        const sm_study_facts *f = &s->checks.facts[i];
        if (f->layer && strcmp(f->layer, layer->id) == 0) {
            look_at_name(c, layer, t, f->line, f->before_field);
            look_at_name(c, layer, t, f->line, f->date_field);
        }
    }
}

// ---- Encodings ----------------------------------------------------------------------------------

/** Text cells that are not ASCII, by whether they are UTF-8. */
typedef struct encodings {
    size_t utf8, other;
    long first_utf8, first_other;
} encodings;

static bool is_ascii(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

// A cell that fills its field may end in the middle of a character: the last three bytes do not
// count.
static bool looks_like_utf8(const char *bytes, size_t len)
{
    for (size_t cut = 0; cut < 4 && cut < len; cut++) {
        if (sm_utf8_valid(bytes, len - cut)) {
            return !is_ascii(bytes, len - cut);
        }
    }
    return false;
}

static void look_at_cell(encodings *e, const char *bytes, size_t len, long record)
{
    if (is_ascii(bytes, len)) {
        return;
    }
    if (looks_like_utf8(bytes, len)) {
        e->first_utf8 = e->utf8++ ? e->first_utf8 : record;
    } else {
        e->first_other = e->other++ ? e->first_other : record;
    }
}

static void look_at_row(const table *t, const unsigned char *row, long record, encodings *e)
{
    size_t offset = 1;
    for (size_t at = DBF_HEADER; at + DBF_FIELD <= t->header && t->head[at] != 0x0D;
         at += DBF_FIELD) {
        size_t width = t->head[at + 16];
        if (t->head[at + 11] == 'C' && offset + width <= t->row_len) {
            look_at_cell(e, (const char *)row + offset, width, record);
        }
        offset += width;
    }
}

static void look_at_encoding(check *c, const sm_layer *layer, const table *t)
{
    encodings e = {0, 0, 0, 0};
    sm_arena *scratch = sm_arena_create();
    unsigned char *row = sm_arena_alloc(scratch, t->row_len);
    for (size_t i = 0; i < t->rows && fread(row, 1, t->row_len, t->file) == t->row_len; i++) {
        if (row[0] != '*') {
            look_at_row(t, row, (long)i + 1, &e);
        }
    }
    sm_arena_destroy(scratch);
    if (e.utf8 && e.other) {
        bool few_utf8 = e.utf8 < e.other;
        check_say(c, "dbf.encoding-mixed",
                  check_record(c, layer, few_utf8 ? e.first_utf8 : e.first_other), CHECK_NO_PLACE,
                  "set the texts of one kind right, then save the layer as UTF-8",
                  "%zu texts are UTF-8 and %zu are not: no encoding reads all of them", e.utf8,
                  e.other);
    }
}

static bool is_first_of_file(const sm_study *study, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (study->layers[k].file && strcmp(study->layers[k].file, study->layers[i].file) == 0) {
            return false;
        }
    }
    return true;
}

static void look_at_layer(check *c, const sm_layer *layer, bool first_of_file)
{
    table t;
    bool has_table = open_table(c, layer, &t);
    if (first_of_file) {
        look_at_counts(c, layer, has_table ? &t : NULL);
    }
    if (has_table) {
        look_at_names(c, layer, &t);
    }
    if (has_table && first_of_file) {
        look_at_encoding(c, layer, &t);
    }
    close_table(&t);
}

void check_files(check *c)
{
    const sm_study *study = c->in->study;
    for (size_t i = 0; i < study->n_layers; i++) {
        if (study->layers[i].file) {
            look_at_layer(c, &study->layers[i], is_first_of_file(study, i));
        }
    }
}

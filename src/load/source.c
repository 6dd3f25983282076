// A shapefile as one thing: the .shp and what lies beside it, opened through the root, and its
// features one after the other.
#include <string.h>
#include <unistd.h>

#include "load/charset.h"
#include "load/dbf.h"
#include "load/shp.h"
#include "load/sibling.h"
#include "sitmap/limits.h"
#include "sitmap/load.h"

struct sm_source {
    sm_arena *arena;
    const sm_root *root; // only while opening
    const char *path;
    siblings beside; // likewise
    int shp_fd, dbf_fd;
    sm_shp shp;
    sm_dbf *dbf; // NULL: no attributes
    sm_decoder decoder;
    sm_fields fields;
    sm_source_info info;
    size_t next; // record, from 0
};

// ---- Opening the .shp and its index -------------------------------------------------------------

static void open_index(sm_source *s, sm_diags *diags)
{
    int fd;
    int64_t size;
    const char *path;
    bool there = siblings_open(&s->beside, ".shx", &fd, &size, &path, diags);
    s->info.has_shx = there;
    if (!there) {
        sm_diags_add(diags, SM_WARNING, "shp.no-shx", SM_IN_FILE(siblings_shown(&s->beside, path)),
                     "copy it from where the .shp came from",
                     "missing; the records of the .shp are read one after the other");
    }
    bool is_good =
        there && sm_shp_index_from(&s->shp, fd, size, siblings_shown(&s->beside, path), diags);
    if (there) {
        close(fd);
    }
    if (!is_good) {
        sm_shp_index_by_scan(&s->shp, diags);
    }
}

static sm_status open_shp(sm_source *s, sm_diags *diags, sm_error *err)
{
    int64_t size;
    if (!siblings_of(s->arena, s->root, s->path, ".shp", &s->beside)) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(s->path), "name the .shp",
                       "not the name of a shapefile");
    }
    sm_status status = sm_root_open_file(s->root, s->path, &s->shp_fd, &size, err);
    if (!status) {
        const char *shown = siblings_shown(&s->beside, s->path);
        status = sm_shp_open(&s->shp, s->shp_fd, size, shown, diags, err);
    }
    if (!status) {
        open_index(s, diags);
    }
    return status;
}

// ---- Attributes and their encoding --------------------------------------------------------------

static void open_dbf(sm_source *s, sm_diags *diags)
{
    int64_t size;
    const char *path;
    if (!siblings_open(&s->beside, ".dbf", &s->dbf_fd, &size, &path, diags)) {
        s->dbf_fd = -1;
        sm_diags_add(diags, SM_WARNING, "shp.no-dbf", SM_IN_FILE(siblings_shown(&s->beside, path)),
                     "copy it from where the .shp came from",
                     "missing; the features have no attributes");
        return;
    }
    s->dbf = sm_dbf_open(s->arena, s->dbf_fd, size, siblings_shown(&s->beside, path), diags);
    s->info.has_dbf = s->dbf != NULL;
    s->info.rows = s->dbf ? sm_dbf_rows(s->dbf) : 0;
    if (s->dbf && s->info.rows != s->shp.count) {
        sm_diags_add(diags, SM_WARNING, "dbf.count", SM_IN_FILE(siblings_shown(&s->beside, path)),
                     "save the layer again",
                     "%zu rows for %zu shapes; shapes without a row have no attributes",
                     s->info.rows, s->shp.count);
    }
}

static const sm_charset *charset_of_cpg(sm_source *s, sm_diags *diags)
{
    const char *cpg;
    const char *text =
        siblings_read(&s->beside, ".cpg", SM_MAX_CPG_BYTES, "cpg.unknown", &cpg, diags);
    s->info.has_cpg = cpg != NULL;
    if (!text) {
        return NULL;
    }
    const sm_charset *charset = sm_charset_find(text, strcspn(text, "\r\n"));
    if (!charset) {
        sm_diags_add(diags, SM_WARNING, "cpg.unknown",
                     SM_IN_FILE(siblings_shown(&s->beside, siblings_name(&s->beside, ".cpg"))),
                     "write UTF-8 or 1252", "the encoding \"%.*s\" is not known",
                     (int)strcspn(text, "\r\n"), text);
    }
    s->info.encoding_from = ".cpg";
    return charset;
}

static const sm_charset *charset_of_driver(sm_source *s)
{
    unsigned char id = sm_dbf_driver(s->dbf);
    s->info.encoding_from = sm_arena_printf(s->arena, "language driver id 0x%02X", id);
    return sm_charset_of_driver(id);
}

// UTF-8 when everything is: texts of another encoding almost never are, by chance.
static const sm_charset *assumed_charset(sm_source *s, sm_diags *diags)
{
    sm_dbf_texts texts = sm_dbf_inspect(s->dbf);
    const char *name = texts == SM_DBF_OTHER ? "1252" : "UTF-8";
    const sm_charset *charset = sm_charset_find(name, strlen(name));
    s->info.encoding_from = "assumed";
    if (texts != SM_DBF_ASCII) {
        sm_diags_add(diags, SM_WARNING, "dbf.encoding-guess",
                     SM_IN_FILE(siblings_shown(&s->beside, siblings_name(&s->beside, ".dbf"))),
                     "put a .cpg with the name of the encoding beside it",
                     "nothing says how texts are encoded; %s is assumed, as %s", charset->name,
                     texts == SM_DBF_UTF8 ? "all of them are valid" : "they are not UTF-8");
    }
    return charset;
}

static sm_status choose_charset(sm_source *s, const char *encoding, const sm_charset **out,
                                sm_diags *diags, sm_error *err)
{
    const sm_charset *charset = charset_of_cpg(s, diags);
    if (encoding) {
        charset = sm_charset_find(encoding, strlen(encoding));
        s->info.encoding_from = "study";
        if (!charset) {
            return sm_fail(err, SM_EINPUT, SM_IN_FILE(s->path), "name UTF-8, 1252 or the like",
                           "the encoding \"%s\" is not known", encoding);
        }
    }
    if (!charset) {
        charset = charset_of_driver(s);
    }
    if (!charset) {
        charset = assumed_charset(s, diags);
    }
    *out = charset;
    return SM_OK;
}

static sm_status open_attributes(sm_source *s, const char *encoding, sm_diags *diags, sm_error *err)
{
    open_dbf(s, diags);
    if (!s->dbf) {
        return SM_OK;
    }
    const sm_charset *charset = NULL;
    sm_status status = choose_charset(s, encoding, &charset, diags, err);
    if (!status) {
        status = sm_decoder_open(&s->decoder, charset, err);
    }
    if (!status) {
        s->info.encoding = charset->name;
        sm_dbf_begin(s->dbf, &s->decoder, &s->fields, diags);
    }
    return status;
}

// ---- Open and close -----------------------------------------------------------------------------

static void describe(sm_source *s, sm_diags *diags)
{
    sm_source_info *info = &s->info;
    info->path = s->path;
    info->type_name = s->shp.type->name;
    info->shape_type = s->shp.type->code;
    info->shape = s->shp.type->shape;
    info->has_z = s->shp.type->has_z;
    info->has_m = s->shp.type->has_m;
    info->count = s->shp.count;
    info->header_box = s->shp.header_box;
    info->fields = &s->fields;
    const char *prj;
    info->crs_wkt = siblings_read(&s->beside, ".prj", SM_MAX_PRJ_BYTES, "prj.broken", &prj, diags);
    info->has_prj = prj != NULL;
    info->has_qix = siblings_have(&s->beside, ".qix", diags);
}

sm_status sm_source_open(sm_arena *a, const sm_root *root, const char *path, const char *encoding,
                         sm_source **out, sm_diags *diags, sm_error *err)
{
    sm_source *s = sm_arena_alloc(a, sizeof *s);
    *s = (sm_source){
        .arena = a, .root = root, .path = sm_arena_strdup(a, path), .shp_fd = -1, .dbf_fd = -1};
    sm_status status = open_shp(s, diags, err);
    if (!status) {
        status = open_attributes(s, encoding, diags, err);
    }
    if (status) {
        sm_source_close(s);
        return status;
    }
    describe(s, diags);
    s->root = s->beside.root = NULL; // may be closed before us
    *out = s;
    return SM_OK;
}

void sm_source_close(sm_source *s)
{
    if (!s) {
        return;
    }
    sm_dbf_close(s->dbf);
    sm_shp_close(&s->shp);
    sm_decoder_close(&s->decoder);
    if (s->shp_fd >= 0) {
        close(s->shp_fd);
    }
    if (s->dbf_fd >= 0) {
        close(s->dbf_fd);
    }
    s->dbf = NULL;
    s->shp_fd = s->dbf_fd = -1;
}

const sm_source_info *sm_source_describe(const sm_source *s)
{
    return &s->info;
}

// ---- Features -----------------------------------------------------------------------------------

// The attributes of record `i`; false when its row is deleted.
static bool read_attributes(sm_source *s, size_t i, sm_arena *scratch, sm_feature *out,
                            sm_diags *diags)
{
    sm_value *values = sm_arena_zero(scratch, s->fields.count, sizeof *values);
    out->fields = &s->fields;
    out->values = values;
    return !s->dbf || sm_dbf_read(s->dbf, i, scratch, values, diags);
}

static void summarise(sm_source *s, sm_diags *diags)
{
    sm_shp_summarise(&s->shp, diags);
    if (s->dbf) {
        sm_dbf_summarise(s->dbf, diags);
    }
}

bool sm_source_next(sm_source *s, sm_arena *scratch, const sm_box *box, size_t *outside,
                    sm_feature *out, sm_diags *diags, sm_error *err)
{
    *err = (sm_error){.status = SM_OK};
    // Scratch is never rewound here: findings may live in the same arena.
    sm_path *path = sm_arena_alloc(scratch, sizeof *path);
    while (s->next < s->shp.count) {
        size_t i = s->next++;
        sm_shp_outcome outcome = sm_shp_read(&s->shp, i, box, scratch, path, diags, err);
        sm_feature feature = {.record = (long)i + 1, .path = path};
        if (outcome == SM_SHP_TOO_BIG) {
            return false;
        }
        if (outcome == SM_SHP_READ && read_attributes(s, i, scratch, &feature, diags)) {
            *out = feature;
            return true;
        }
        if (outcome == SM_SHP_OUTSIDE && outside) {
            ++*outside;
        }
    }
    summarise(s, diags);
    return false;
}

void sm_source_rewind(sm_source *s)
{
    s->next = 0;
}

sm_status sm_source_read_all(sm_arena *a, sm_source *s, sm_features *out, sm_diags *diags,
                             sm_error *err)
{
    sm_features all = {.name = s->path, .fields = &s->fields};
    sm_feature feature;
    sm_error failure;
    sm_source_rewind(s);
    while (sm_source_next(s, a, NULL, NULL, &feature, diags, &failure)) {
        *SM_PUSH(a, &all) = feature;
    }
    if (failure.status) {
        if (err) {
            *err = failure;
        }
        return failure.status;
    }
    *out = all;
    return SM_OK;
}

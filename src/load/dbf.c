#include "load/dbf.h"

#include <errno.h>
#include <shapefil.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/bytes.h"

enum { HEADER = 32, MAX_NAME = 11, DRIVER_BYTE = 29 };

typedef struct column column;
typedef sm_value (*reader)(sm_dbf *dbf, column *c, const char *raw, size_t len, long record,
                           sm_arena *scratch);

struct column {
    const char *name;
    reader read;
    size_t offset, width;
    sm_tally bad_bytes, cleaned, not_read;
};

struct sm_dbf {
    sm_arena *arena;
    const char *file;
    DBFHandle handle;
    unsigned char driver;
    size_t rows;
    column *columns;
    size_t n_columns;
    sm_decoder *decoder;
    bool is_failed; // after one failed row shapelib mixes rows: nothing more is read
    size_t not_ascii, not_ascii_utf8; // texts seen
    bool is_doubt_told;
    sm_tally deleted;
};

// ---- Hooks: shapelib's files are our descriptor -------------------------------------------------
// The hooks carry no pointer of the caller. Therefore the name that shapelib is given is the number
// of the descriptor, and its file handle is that number plus one, for NULL means failure.

static int fd_of(SAFile file)
{
    return (int)((intptr_t)(void *)file - 1);
}

static SAFile hook_open(const char *name, const char *access)
{
    (void)access;
    char *end;
    long fd = strtol(name, &end, 10);
    bool is_table = end != name && strcmp(end, ".dbf") == 0; // and not the .cpg beside it
    return is_table ? (SAFile)(void *)(intptr_t)(fd + 1) : NULL;
}

static SAOffset hook_read(void *bytes, SAOffset size, SAOffset count, SAFile file)
{
    size_t want = size * count, have = 0;
    while (have < want) {
        ssize_t n = read(fd_of(file), (char *)bytes + have, want - have);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            break;
        }
        have += n > 0 ? (size_t)n : 0;
    }
    return size ? have / size : 0;
}

static SAOffset hook_write(void *bytes, SAOffset size, SAOffset count, SAFile file)
{
    (void)bytes, (void)size, (void)count, (void)file;
    return 0;
}

static SAOffset hook_seek(SAFile file, SAOffset offset, int whence)
{
    return lseek(fd_of(file), (off_t)offset, whence) < 0;
}

static SAOffset hook_tell(SAFile file)
{
    return (SAOffset)lseek(fd_of(file), 0, SEEK_CUR);
}

static int hook_flush_or_close(SAFile file)
{
    (void)file;
    return 0;
}

static int hook_remove(const char *name)
{
    (void)name;
    return -1;
}

// Shapelib's complaints are seen in its results, and told by us with file and record.
static void hook_error(const char *message)
{
    (void)message;
}

static DBFHandle open_table(int fd)
{
    SAHooks hooks = {.FOpen = hook_open,
                     .FRead = hook_read,
                     .FWrite = hook_write,
                     .FSeek = hook_seek,
                     .FTell = hook_tell,
                     .FFlush = hook_flush_or_close,
                     .FClose = hook_flush_or_close,
                     .Remove = hook_remove,
                     .Error = hook_error,
                     .Atof = atof};
    char name[24];
    snprintf(name, sizeof name, "%d.dbf", fd);
    return DBFOpenLL(name, "rb", &hooks);
}

// ---- Open ---------------------------------------------------------------------------------------

// Rows by the header, but not more than the file has bytes for.
static void count_rows(sm_dbf *dbf, const unsigned char *header, int64_t size, sm_diags *diags)
{
    size_t said = sm_le32(header + 4);
    int64_t header_len = sm_le16(header + 8), row_len = sm_le16(header + 10);
    int64_t there = size > header_len ? (size - header_len) / row_len : 0;
    dbf->rows = (int64_t)said < there ? said : (size_t)there;
    if ((int64_t)said > there) {
        sm_diags_add(diags, SM_WARNING, "dbf.truncated", SM_IN_FILE(dbf->file),
                     "copy the file again, or save the layer again",
                     "the header says %zu rows, the file has %lld", said, (long long)there);
    }
}

// Columns as shapelib sees them: one byte for the mark of deletion, then one after the other.
static void list_columns(sm_dbf *dbf)
{
    dbf->n_columns = (size_t)DBFGetFieldCount(dbf->handle);
    dbf->columns = sm_arena_zero(dbf->arena, dbf->n_columns, sizeof *dbf->columns);
    size_t offset = 1;
    for (size_t i = 0; i < dbf->n_columns; i++) {
        int width = 0, decimals = 0;
        char name[MAX_NAME + 1];
        DBFGetFieldInfo(dbf->handle, (int)i, name, &width, &decimals);
        dbf->columns[i].offset = offset;
        dbf->columns[i].width = width > 0 ? (size_t)width : 0;
        offset += dbf->columns[i].width;
    }
}

// False when the fields reach beyond the row: then no value can be trusted to be in it.
static bool check_width(const sm_dbf *dbf, size_t row_len, sm_diags *diags)
{
    size_t used = 1;
    for (size_t i = 0; i < dbf->n_columns; i++) {
        used += dbf->columns[i].width;
    }
    if (used < row_len) {
        sm_diags_add(diags, SM_WARNING, "dbf.width", SM_IN_FILE(dbf->file), "save the layer again",
                     "a row has %zu bytes, its fields fill %zu; values may be shifted", row_len,
                     used);
    }
    return used <= row_len;
}

static bool read_header(int fd, unsigned char header[HEADER])
{
    return pread(fd, header, HEADER, 0) == HEADER && sm_le16(header + 8) > HEADER &&
           sm_le16(header + 10) > 0;
}

static bool open_checked(sm_dbf *dbf, int fd, int64_t size, sm_diags *diags)
{
    unsigned char header[HEADER];
    if (!read_header(fd, header) || sm_le16(header + 8) > size) {
        return false;
    }
    dbf->handle = open_table(fd);
    if (!dbf->handle) {
        return false;
    }
    list_columns(dbf);
    if (!check_width(dbf, sm_le16(header + 10), diags)) {
        DBFClose(dbf->handle);
        return false;
    }
    dbf->driver = header[DRIVER_BYTE];
    count_rows(dbf, header, size, diags);
    return true;
}

sm_dbf *sm_dbf_open(sm_arena *a, int fd, int64_t size, const char *file, sm_diags *diags)
{
    sm_dbf *dbf = sm_arena_zero(a, 1, sizeof *dbf);
    dbf->arena = a;
    dbf->file = file;
    if (!open_checked(dbf, fd, size, diags)) {
        sm_diags_add(diags, SM_WARNING, "dbf.broken", SM_IN_FILE(file), "save the layer again",
                     "not a dBASE table; the features have no attributes");
        return NULL;
    }
    return dbf;
}

void sm_dbf_close(sm_dbf *dbf)
{
    if (dbf) {
        DBFClose(dbf->handle);
    }
}

size_t sm_dbf_rows(const sm_dbf *dbf)
{
    return dbf->rows;
}

unsigned char sm_dbf_driver(const sm_dbf *dbf)
{
    return dbf->driver;
}

// ---- Rows and raw values ------------------------------------------------------------------------

static const char *row_at(sm_dbf *dbf, size_t i)
{
    return i < dbf->rows && i <= INT32_MAX ? DBFReadTuple(dbf->handle, (int)i) : NULL;
}

// A text ends at a NUL or at its field's end, without the blanks that fill it up.
static size_t trimmed_len(const char *raw, size_t width)
{
    size_t len = strnlen(raw, width);
    while (len > 0 && raw[len - 1] == ' ') {
        len--;
    }
    return len;
}

// How often `c` stands at the beginning.
static size_t leading(const char *raw, size_t len, char c)
{
    size_t n = 0;
    while (n < len && raw[n] == c) {
        n++;
    }
    return n;
}

static bool has_high_byte(const char *raw, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)raw[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

// Writers fill a field to its last byte, also when that is not the last byte of a character.
// Without what UTF-8 was cut; `is_full`: the text reaches its field's end.
static size_t without_cut_char(const char *raw, size_t len, bool is_full)
{
    size_t tail = 0;
    while (tail < 3 && tail < len && ((unsigned char)raw[len - 1 - tail] & 0xC0) == 0x80) {
        tail++;
    }
    if (!is_full || tail == len) {
        return len;
    }
    unsigned char lead = (unsigned char)raw[len - 1 - tail];
    size_t wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    return tail < wanted ? len - 1 - tail : len;
}

// ---- Values by type -----------------------------------------------------------------------------

static const sm_value null_value = {.type = SM_VALUE_NULL};

static void watch_encoding(sm_dbf *dbf, const char *raw, size_t len)
{
    if (has_high_byte(raw, len)) {
        dbf->not_ascii++;
        dbf->not_ascii_utf8 += sm_utf8_valid(raw, len);
    }
}

static sm_value read_text(sm_dbf *dbf, column *c, const char *raw, size_t len, long record,
                          sm_arena *scratch)
{
    if (sm_charset_is_utf8(dbf->decoder->charset)) {
        len = without_cut_char(raw, len, len == c->width);
    } else {
        watch_encoding(dbf, raw, len);
    }
    bool fits, changed;
    char *text = sm_decoder_text(dbf->decoder, scratch, raw, len, &fits);
    text = sm_text_clean(scratch, text, strlen(text), false, &changed);
    if (!fits) {
        sm_tally_add(&c->bad_bytes, record);
    } else if (changed) {
        sm_tally_add(&c->cleaned, record);
    }
    return (sm_value){.type = SM_VALUE_TEXT, .text = text};
}

static sm_value not_read(column *c, long record)
{
    sm_tally_add(&c->not_read, record);
    return null_value;
}

// Stars fill a field whose number did not fit: the number is lost.
static sm_value read_number(sm_dbf *dbf, column *c, const char *raw, size_t len, long record,
                            sm_arena *scratch)
{
    (void)dbf;
    if (raw[0] == '*') {
        return null_value;
    }
    sm_value value = {.type = SM_VALUE_NUMBER};
    if (!sm_parse_double(raw, len, &value.number)) {
        return not_read(c, record);
    }
    value.text = sm_arena_strndup(scratch, raw, len);
    return value;
}

// "20201025", or the ISO form in files of wider fields. Zeros are what some writers put for null.
static sm_value read_date(sm_dbf *dbf, column *c, const char *raw, size_t len, long record,
                          sm_arena *scratch)
{
    (void)dbf, (void)scratch;
    if (leading(raw, len, '0') == len) {
        return null_value;
    }
    sm_value value = {.type = SM_VALUE_DATE};
    char iso[11];
    if (len == 8) {
        snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", raw, raw + 4, raw + 6);
        raw = iso;
        len = 10;
    }
    return sm_parse_date(raw, len, &value.day) ? value : not_read(c, record);
}

static sm_value read_bool(sm_dbf *dbf, column *c, const char *raw, size_t len, long record,
                          sm_arena *scratch)
{
    (void)dbf, (void)scratch, (void)len;
    if (raw[0] == '?') {
        return null_value;
    }
    const char *letter = strchr("TtYyFfNn", raw[0]);
    if (!letter) {
        return not_read(c, record);
    }
    return (sm_value){.type = SM_VALUE_BOOL, .number = strchr("TtYy", raw[0]) != NULL};
}

static const struct {
    char native;
    sm_value_type type;
    reader read;
} kinds[] = {
    {'C', SM_VALUE_TEXT, read_text},     {'N', SM_VALUE_NUMBER, read_number},
    {'F', SM_VALUE_NUMBER, read_number}, {'D', SM_VALUE_DATE, read_date},
    {'L', SM_VALUE_BOOL, read_bool},
};

// ---- Looking at all texts -----------------------------------------------------------------------

static bool is_text_column(const sm_dbf *dbf, size_t i)
{
    return DBFGetNativeFieldType(dbf->handle, (int)i) == 'C';
}

static sm_dbf_texts inspect_row(sm_dbf *dbf, const char *row)
{
    sm_dbf_texts found = SM_DBF_ASCII;
    for (size_t i = 0; i < dbf->n_columns && found != SM_DBF_OTHER; i++) {
        const column *c = &dbf->columns[i];
        const char *raw = row + c->offset;
        size_t len = is_text_column(dbf, i) ? trimmed_len(raw, c->width) : 0;
        if (has_high_byte(raw, len)) {
            len = without_cut_char(raw, len, len == c->width);
            found = sm_utf8_valid(raw, len) ? SM_DBF_UTF8 : SM_DBF_OTHER;
        }
    }
    return found;
}

sm_dbf_texts sm_dbf_inspect(sm_dbf *dbf)
{
    sm_dbf_texts found = SM_DBF_ASCII;
    for (size_t i = 0; i < dbf->rows && found != SM_DBF_OTHER; i++) {
        const char *row = row_at(dbf, i);
        sm_dbf_texts here = row ? inspect_row(dbf, row) : SM_DBF_ASCII;
        found = here > found ? here : found;
    }
    return found;
}

// ---- Fields -------------------------------------------------------------------------------------

static bool is_repeated(const sm_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (strcmp(fields->items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *field_name(sm_dbf *dbf, const char *raw, size_t number, const sm_fields *fields,
                              sm_diags *diags)
{
    bool fits, changed;
    size_t len = trimmed_len(raw, MAX_NAME);
    if (sm_charset_is_utf8(dbf->decoder->charset)) {
        len = without_cut_char(raw, len, len >= MAX_NAME - 1); // most writers keep to ten bytes
    }
    char *name = sm_decoder_text(dbf->decoder, dbf->arena, raw, len, &fits);
    name = sm_text_clean(dbf->arena, name, strlen(name), false, &changed);
    const char *wrong = NULL;
    if (name[0] == '\0') {
        name = sm_arena_printf(dbf->arena, "field_%zu", number);
        wrong = "has no name";
    } else if (!fits || changed) {
        wrong = "has a name with bytes that are no text";
    } else if (is_repeated(fields, name)) {
        wrong = "has the name of an earlier field, which will be found first";
    }
    if (wrong) {
        sm_diags_add(diags, SM_WARNING, "dbf.field-name", SM_IN_FILE(dbf->file), "rename the field",
                     "field %zu (%s) %s", number, name, wrong);
    }
    return name;
}

// The field as it will be known; a column of a type that is not known has null values.
static sm_field field_of(sm_dbf *dbf, size_t i, const sm_fields *fields, sm_diags *diags)
{
    char raw[MAX_NAME + 1];
    int width = 0, decimals = 0;
    DBFGetFieldInfo(dbf->handle, (int)i, raw, &width, &decimals);
    char native = DBFGetNativeFieldType(dbf->handle, (int)i);
    sm_field field = {.name = field_name(dbf, raw, i + 1, fields, diags),
                      .type = SM_VALUE_TEXT,
                      .width = width,
                      .decimals = decimals};
    column *c = &dbf->columns[i];
    c->name = field.name;
    c->read = NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        if (kinds[k].native == native) {
            field.type = kinds[k].type;
            c->read = kinds[k].read;
        }
    }
    if (!c->read) {
        sm_diags_add(diags, SM_WARNING, "dbf.type", SM_IN_FILE(dbf->file),
                     "convert it to text, number or date",
                     "field %s is of type '%c', which is not read: its values are empty",
                     field.name, native > ' ' && native < 0x7F ? native : '?');
    }
    return field;
}

void sm_dbf_begin(sm_dbf *dbf, sm_decoder *decoder, sm_fields *fields, sm_diags *diags)
{
    dbf->decoder = decoder;
    for (size_t i = 0; i < dbf->n_columns; i++) {
        sm_field field = field_of(dbf, i, fields, diags);
        *SM_PUSH(dbf->arena, fields) = field;
    }
}

// ---- Reading ------------------------------------------------------------------------------------

static sm_value read_value(sm_dbf *dbf, column *c, const char *row, long record, sm_arena *scratch)
{
    const char *raw = row + c->offset;
    size_t len = trimmed_len(raw, c->width);
    size_t blanks = leading(raw, len, ' ');
    if (!c->read || blanks == len) {
        return null_value;
    }
    if (c->read != read_text) {
        raw += blanks;
        len -= blanks;
    }
    return c->read(dbf, c, raw, len, record, scratch);
}

static void report_failure(sm_dbf *dbf, long record, sm_diags *diags)
{
    dbf->is_failed = true;
    sm_diags_add(diags, SM_WARNING, "dbf.unreadable", SM_AT_RECORD(dbf->file, record), NULL,
                 "the row cannot be read; from here on features have no attributes");
}

bool sm_dbf_read(sm_dbf *dbf, size_t i, sm_arena *scratch, sm_value *values, sm_diags *diags)
{
    long record = (long)i + 1;
    const char *row = dbf->is_failed ? NULL : row_at(dbf, i);
    if (!row && !dbf->is_failed && i < dbf->rows) {
        report_failure(dbf, record, diags);
    }
    if (row && row[0] == '*') {
        sm_tally_add(&dbf->deleted, record);
        return false;
    }
    for (size_t k = 0; k < dbf->n_columns; k++) {
        values[k] = row ? read_value(dbf, &dbf->columns[k], row, record, scratch) : null_value;
    }
    return true;
}

// ---- Summary ------------------------------------------------------------------------------------

// Say it once: a later pass over the file may count again, but stays silent.
static void say(const sm_dbf *dbf, const char *field, sm_tally *t, sm_severity severity,
                const char *rule, const char *what, const char *mend, sm_diags *diags)
{
    if (t->times > 0 && t->first > 0) {
        sm_diags_add(diags, severity, rule, SM_AT_RECORD(dbf->file, t->first), mend,
                     "%s%s%s (%zu in the layer, the first is named)", field, *field ? ": " : "",
                     what, t->times);
        t->first = -1;
    }
}

static void doubt_encoding(sm_dbf *dbf, sm_diags *diags)
{
    if (dbf->not_ascii == 0 || dbf->not_ascii_utf8 < dbf->not_ascii || dbf->is_doubt_told) {
        return;
    }
    dbf->is_doubt_told = true;
    sm_diags_add(diags, SM_WARNING, "dbf.encoding-doubt", SM_IN_FILE(dbf->file),
                 "if names look wrong, write UTF-8 into the .cpg",
                 "the texts are read as %s, but all of them are valid UTF-8",
                 dbf->decoder->charset->name);
}

void sm_dbf_summarise(sm_dbf *dbf, sm_diags *diags)
{
    say(dbf, "", &dbf->deleted, SM_NOTE, "dbf.deleted",
        "rows marked as deleted are left out with their shapes", NULL, diags);
    doubt_encoding(dbf, diags);
    for (size_t i = 0; i < dbf->n_columns; i++) {
        column *c = &dbf->columns[i];
        const char *bad = sm_arena_printf(diags->arena, "values hold bytes that are not %s",
                                          dbf->decoder->charset->name);
        say(dbf, c->name, &c->bad_bytes, SM_WARNING, "dbf.encoding", bad,
            "name the right encoding in the .cpg or in the study", diags);
        say(dbf, c->name, &c->cleaned, SM_WARNING, "dbf.text",
            "values hold control characters or are very long; they were replaced or cut", NULL,
            diags);
        say(dbf, c->name, &c->not_read, SM_WARNING, "dbf.value",
            "values are not of the field's type; they count as empty", NULL, diags);
    }
}

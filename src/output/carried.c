// What a file says of itself, read back: the pairs that the formats wrote. The file may come from
// anywhere and be broken: nothing is decoded but the pairs, every length is checked.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sitmap/output.h"

enum { MOST_BYTES = 512 << 20, MOST_VALUE = 64 << 10 };

typedef struct bytes {
    const char *at;
    size_t len;
} bytes;

typedef struct reading {
    sm_arena *arena;
    bytes file;
    const char *const *keys;
    size_t n;
    const char **values;
    double dpi;
} reading;

static const char *find(bytes in, const char *text)
{
    return in.len ? memmem(in.at, in.len, text, strlen(text)) : NULL;
}

static bytes after(bytes in, const char *at)
{
    return (bytes){at, in.len - (size_t)(at - in.at)};
}

// Up to `end`, or to the end of `in`.
static bytes until(bytes in, const char *end)
{
    const char *at = find(in, end);
    return (bytes){in.at, at ? (size_t)(at - in.at) : in.len};
}

static const char *take(const reading *r, bytes value)
{
    size_t len = value.len < MOST_VALUE ? value.len : MOST_VALUE;
    return sm_text_clean(r->arena, value.at, len, false, NULL);
}

// "..., key=value, key=value": the form of PDF and TIFF, with `comma` between the pairs.
static void read_list(reading *r, bytes list, const char *comma)
{
    for (size_t i = 0; i < r->n; i++) {
        const char *name = sm_arena_printf(r->arena, "%s%s=", comma, r->keys[i]);
        const char *at = find(list, name), *first = name + strlen(comma);
        if (at) {
            at += strlen(name);
        } else if (list.len > strlen(first) && memcmp(list.at, first, strlen(first)) == 0) {
            at = list.at + strlen(first);
        }
        if (at) {
            r->values[i] = take(r, until(after(list, at), comma));
        }
    }
}

// ---- PDF ----------------------------------------------------------------------------------------

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// "<FEFF006B...>": UTF-16, of which the pairs need only what is ASCII.
static bytes read_hex(const reading *r, bytes in)
{
    sm_str text;
    sm_str_init(&text, r->arena);
    for (size_t i = 1; i + 4 <= in.len && text.len < MOST_VALUE; i += 4) {
        int unit = 0;
        for (size_t k = 0; k < 4; k++) {
            int digit = hex_digit(in.at[i + k]);
            unit = digit < 0 || unit < 0 ? -1 : unit * 16 + digit;
        }
        if (unit < 0) {
            break;
        }
        char c = (char)(unit < 0x80 ? unit : '?');
        sm_str_add(&text, &c, 1);
    }
    return (bytes){text.text, text.len};
}

static bytes read_literal(const reading *r, bytes in)
{
    sm_str text;
    sm_str_init(&text, r->arena);
    for (size_t i = 1; i < in.len && in.at[i] != ')' && text.len < MOST_VALUE; i++) {
        i += in.at[i] == '\\' && i + 1 < in.len;
        sm_str_add(&text, in.at + i, 1);
    }
    return (bytes){text.text, text.len};
}

static void read_pdf(reading *r)
{
    bytes rest = r->file;
    for (const char *at; (at = find(rest, "/Keywords"));) {
        rest = after(rest, at + strlen("/Keywords"));
        while (rest.len && *rest.at == ' ') {
            rest = after(rest, rest.at + 1);
        }
        if (rest.len && *rest.at == '(') {
            read_list(r, read_literal(r, rest), ", ");
        } else if (rest.len && *rest.at == '<') {
            read_list(r, read_hex(r, rest), ", ");
        }
    }
}

// ---- SVG, EPS -----------------------------------------------------------------------------------

static void read_svg(reading *r)
{
    bytes head = until(r->file, "</metadata>");
    for (size_t i = 0; i < r->n; i++) {
        const char *name = sm_arena_printf(r->arena, "<s:entry s:key=\"%s\">", r->keys[i]);
        const char *at = find(head, name);
        if (at) {
            r->values[i] = take(r, until(after(head, at + strlen(name)), "<"));
        }
    }
}

// A long value stands on several lines.
static void read_eps(reading *r)
{
    bytes head = until(r->file, "%%EndComments");
    for (size_t i = 0; i < r->n; i++) {
        const char *name = sm_arena_printf(r->arena, "\n%%sitmap %s: ", r->keys[i]);
        sm_str value;
        sm_str_init(&value, r->arena);
        bytes rest = head;
        for (const char *at; (at = find(rest, name));) {
            bytes line = until(after(rest, at + strlen(name)), "\n");
            sm_str_add(&value, line.at, line.len);
            rest = after(rest, line.at);
        }
        r->values[i] = value.len ? take(r, (bytes){value.text, value.len}) : NULL;
    }
}

// ---- PNG, TIFF ----------------------------------------------------------------------------------

static uint32_t big_u32(const char *at)
{
    const uint8_t *b = (const uint8_t *)at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

// What was asked for: files hold whole numbers of dots per metre.
static double whole_dpi(double dpi)
{
    return fabs(dpi - round(dpi)) < 0.02 ? round(dpi) : dpi;
}

static void read_chunk(reading *r, const char *type, bytes data)
{
    if (memcmp(type, "pHYs", 4) == 0 && data.len == 9 && data.at[8] == 1) {
        r->dpi = whole_dpi(big_u32(data.at) * 0.0254);
    }
    bool plain = memcmp(type, "tEXt", 4) == 0;
    if (!plain && memcmp(type, "iTXt", 4) != 0) {
        return;
    }
    for (size_t i = 0; i < r->n; i++) {
        size_t head = strlen(r->keys[i]) + (plain ? 1 : 5);
        if (data.len >= head && memcmp(data.at, r->keys[i], strlen(r->keys[i]) + 1) == 0) {
            r->values[i] = take(r, after(data, data.at + head));
        }
    }
}

static void read_png(reading *r)
{
    bytes rest = after(r->file, r->file.at + 8);
    while (rest.len >= 12) {
        uint32_t len = big_u32(rest.at);
        if (len > rest.len - 12 || memcmp(rest.at + 4, "IDAT", 4) == 0) {
            return;
        }
        read_chunk(r, rest.at + 4, (bytes){rest.at + 8, len});
        rest = after(rest, rest.at + 12 + len);
    }
}

// Fields of the first directory, as TIFF 6.0 has them; the byte order is "II", least byte first.
enum { TAG_DESCRIPTION = 270, TAG_RESOLUTION = 282 };

static uint32_t little(bytes file, size_t at, size_t n)
{
    uint32_t value = 0;
    for (size_t i = n; i-- > 0 && at + n <= file.len;) {
        value = value << 8 | (uint8_t)file.at[at + i];
    }
    return value;
}

static void read_field(reading *r, size_t at)
{
    uint32_t tag = little(r->file, at, 2), count = little(r->file, at + 4, 4);
    size_t value = little(r->file, at + 8, 4);
    if (value > r->file.len || count > r->file.len - value) {
        return;
    }
    if (tag == TAG_DESCRIPTION && count) {
        bytes text = {r->file.at + value, count};
        read_list(r, (bytes){text.at, strnlen(text.at, count)}, "; ");
    } else if (tag == TAG_RESOLUTION && little(r->file, value + 4, 4)) {
        r->dpi = whole_dpi((double)little(r->file, value, 4) / little(r->file, value + 4, 4));
    }
}

static void read_tiff(reading *r)
{
    size_t at = little(r->file, 4, 4), n = little(r->file, at, 2);
    for (size_t i = 0; i < n && at + 2 + 12 * (i + 1) <= r->file.len; i++) {
        read_field(r, at + 2 + 12 * i);
    }
}

// ---- Text ---------------------------------------------------------------------------------------

static void read_words(reading *r)
{
    read_list(r, r->file, "\n");
}

// ---- The file -----------------------------------------------------------------------------------

static const struct {
    const char *magic;
    void (*read)(reading *r);
} kinds[] = {{"%PDF-", read_pdf}, {"\x89PNG\r\n\x1A\n", read_png},
             {"II*", read_tiff},  {"%!PS", read_eps},
             {"<?xml", read_svg}, {"<svg", read_svg},
             {"", read_words}};

static sm_status read_all(sm_arena *a, int fd, const char *path, bytes *out, sm_error *err)
{
    struct stat st;
    if (fd < 0 || fstat(fd, &st)) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "can not be read: %s", strerror(errno));
    }
    if (!S_ISREG(st.st_mode) || st.st_size > MOST_BYTES) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(path), NULL, "not a file of at most %d MB",
                       MOST_BYTES >> 20);
    }
    char *buffer = sm_arena_alloc(a, (size_t)st.st_size + 1);
    size_t len = 0;
    ssize_t n = 0;
    while (len < (size_t)st.st_size && (n = read(fd, buffer + len, (size_t)st.st_size - len)) > 0) {
        len += (size_t)n;
    }
    buffer[len] = '\0';
    *out = (bytes){buffer, len};
    return SM_OK;
}

sm_status sm_output_read_pairs(sm_arena *a, const char *path, const char *const *keys, size_t n,
                               const char **values, double *dpi, sm_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    reading r = {.arena = a, .keys = keys, .n = n, .values = values};
    sm_status status = read_all(a, fd, path, &r.file, err);
    if (fd >= 0) {
        close(fd);
    }
    for (size_t i = 0; i < n; i++) {
        values[i] = NULL;
    }
    for (size_t i = 0; !status && i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t len = strlen(kinds[i].magic);
        if (r.file.len > len && memcmp(r.file.at, kinds[i].magic, len) == 0) {
            kinds[i].read(&r);
            break;
        }
    }
    *dpi = r.dpi;
    return status;
}

// Text from files is hostile until it has passed here: what leaves is valid UTF-8 without control
// bytes, of bounded length, and its writing direction ends where it ends.
#include <string.h>

#include "base/marks.h"
#include "sitmap/base.h"
#include "sitmap/limits.h"

enum { REPLACEMENT = 0xFFFD };

// ---- Decoding (Unicode Standard, table 3-7: well-formed byte sequences) -------------------------

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

// Length and smallest value of the sequence that a lead byte announces; 0 for no lead byte.
static size_t announced(unsigned char lead, uint32_t *bits, uint32_t *smallest)
{
    static const struct {
        unsigned char mask, value;
        uint32_t smallest;
    } leads[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if ((lead & leads[i].mask) == leads[i].value) {
            *bits = lead & (unsigned char)~leads[i].mask;
            *smallest = leads[i].smallest;
            return i + 1;
        }
    }
    return 0;
}

// Decode one sequence; its length, or 0 when the bytes at `text` are none.
static size_t decode(const char *text, const char *end, uint32_t *out)
{
    uint32_t c = 0, smallest = 0;
    size_t n = announced((unsigned char)*text, &c, &smallest);
    if (n == 0 || (size_t)(end - text) < n) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (!is_tail(byte)) {
            return 0;
        }
        c = c << 6 | (byte & 0x3Fu);
    }
    if (c < smallest || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        return 0;
    }
    *out = c;
    return n;
}

uint32_t sm_utf8_next(const char **at, const char *end)
{
    if (*at >= end) {
        return 0;
    }
    uint32_t c = REPLACEMENT;
    size_t n = decode(*at, end, &c);
    *at += n ? n : 1;
    return c;
}

bool sm_utf8_valid(const char *bytes, size_t len)
{
    const char *end = bytes + len;
    for (uint32_t c; bytes < end;) {
        size_t n = decode(bytes, end, &c);
        if (n == 0) {
            return false;
        }
        bytes += n;
    }
    return true;
}

static size_t encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6) {
        out[i] = (char)(0x80 | (c & 0x3F));
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[n] | c);
    return n;
}

// ---- Kinds of characters ------------------------------------------------------------------------

enum {
    EMBED_LEFT = 0x202A, // to U+202E: embeddings and overrides, and what closes them
    POP_EMBED = 0x202C,
    EMBED_LAST = 0x202E,
    ISOLATE_LEFT = 0x2066, // to U+2068: isolates
    ISOLATE_LAST = 0x2068,
    POP_ISOLATE = 0x2069,
    MAX_OPEN = 16 // nested changes of direction; honest text has one or two
};

static bool is_newline(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

// Noncharacters make cairo's PDF writer drop the rest of a page; controls reach terminals.
static bool is_forbidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

static bool is_mark(uint32_t c)
{
    size_t low = 0, high = sizeof mark_ranges / sizeof mark_ranges[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > mark_ranges[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < sizeof mark_ranges / sizeof mark_ranges[0] && c >= mark_ranges[low].first;
}

// What closes the change of direction that `c` opens; 0 when it opens none.
static uint32_t closer_of(uint32_t c)
{
    if (c >= ISOLATE_LEFT && c <= ISOLATE_LAST) {
        return POP_ISOLATE;
    }
    return c >= EMBED_LEFT && c <= EMBED_LAST && c != POP_EMBED ? POP_EMBED : 0;
}

// ---- Cleaning -----------------------------------------------------------------------------------

typedef struct cleaner {
    sm_str out;
    size_t chars; // written so far
    size_t marks; // combining marks in a row
    uint32_t open[MAX_OPEN];
    size_t n_open;
    bool keep_newlines, changed;
} cleaner;

static void put(cleaner *k, uint32_t c)
{
    char bytes[4];
    sm_str_add(&k->out, bytes, encode(c, bytes));
    k->chars++;
}

static void close_all(cleaner *k)
{
    while (k->n_open > 0) {
        put(k, k->open[--k->n_open]);
    }
}

// A closing character ends the innermost of its kind, and an isolate ends the embeddings inside it
// too (Unicode Standard Annex 9, rules X6a and X7). One that ends nothing here could end
// something in the text that this one is put into: it is left out.
static void put_closer(cleaner *k, uint32_t c)
{
    size_t i = k->n_open;
    while (i > 0 && k->open[i - 1] != c && c == POP_ISOLATE) {
        i--;
    }
    if (i == 0 || k->open[i - 1] != c) {
        k->changed = true;
        return;
    }
    while (k->n_open >= i) {
        put(k, k->open[--k->n_open]);
    }
}

static void put_opener(cleaner *k, uint32_t c, uint32_t closer)
{
    if (k->n_open == MAX_OPEN) {
        k->changed = true;
        return;
    }
    put(k, c);
    k->open[k->n_open++] = closer;
}

static void put_newline(cleaner *k)
{
    if (k->keep_newlines) {
        close_all(k); // a direction ends with its line, as each line is set alone
    }
    put(k, k->keep_newlines ? '\n' : ' ');
}

static void put_plain(cleaner *k, uint32_t c)
{
    k->marks = is_mark(c) ? k->marks + 1 : 0;
    if (k->marks > SM_MAX_TEXT_MARKS) {
        k->changed = true;
        return;
    }
    if (is_forbidden(c)) {
        c = REPLACEMENT;
        k->changed = true;
    }
    put(k, c);
}

static void clean_char(cleaner *k, uint32_t c)
{
    uint32_t closer = closer_of(c);
    if (is_newline(c)) {
        put_newline(k);
    } else if (c == '\t') {
        put(k, ' ');
    } else if (closer) {
        put_opener(k, c, closer);
    } else if (c == POP_EMBED || c == POP_ISOLATE) {
        put_closer(k, c);
    } else {
        put_plain(k, c);
    }
}

// Room is kept for what is still to be closed, so that the closed text fits the limit too.
static bool has_room(const cleaner *k)
{
    return k->chars + k->n_open + 2 <= SM_MAX_TEXT_CHARS ||
           (k->n_open == 0 && k->chars < SM_MAX_TEXT_CHARS);
}

// Most texts of a table are this: worth a short cut.
static bool is_plain_ascii(const char *bytes, size_t len)
{
    bool plain = true;
    for (size_t i = 0; i < len; i++) {
        plain &= bytes[i] >= 0x20 && bytes[i] < 0x7F;
    }
    return plain;
}

char *sm_text_clean(sm_arena *a, const char *bytes, size_t len, bool keep_newlines, bool *changed)
{
    if (len <= SM_MAX_TEXT_CHARS && is_plain_ascii(bytes, len)) {
        if (changed) {
            *changed = false;
        }
        return sm_arena_strndup(a, bytes, len);
    }
    cleaner k = {.keep_newlines = keep_newlines};
    sm_str_init(&k.out, a);
    const char *end = bytes + len;
    while (bytes < end && has_room(&k)) {
        uint32_t c = REPLACEMENT;
        size_t n = decode(bytes, end, &c);
        k.changed |= n == 0;
        bytes += n ? n : 1;
        if (c == '\r' && bytes < end && *bytes == '\n') {
            bytes++;
        }
        clean_char(&k, c);
    }
    k.changed |= bytes < end;
    close_all(&k);
    if (changed) {
        *changed = k.changed;
    }
    return k.out.text;
}

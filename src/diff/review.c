// The review page: src/diff/review.html with the result as data in it.
#include <string.h>

#include "sitmap/diff.h"

extern const unsigned char sm_review_html[];
extern const size_t sm_review_html_len;

// RFC 4648.
static void add_base64(sm_str *out, const char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        size_t n = len - i < 3 ? len - i : 3;
        uint32_t word = 0;
        char four[4];
        for (size_t k = 0; k < 3; k++) {
            word = word << 8 | (k < n ? (uint32_t)(unsigned char)bytes[i + k] : 0);
        }
        for (size_t k = 0; k < 4; k++) {
            four[k] = k <= n ? digits[word >> (18 - 6 * k) & 63] : '=';
        }
        sm_str_add(out, four, 4);
    }
}

// A picture is a member of its own: base64 needs no escapes, and a data URI is long.
static void add_picture(sm_str *out, const char *key, const sm_str *png)
{
    sm_str_printf(out, ",\"%s\":", key);
    if (png->len) {
        sm_str_puts(out, "\"data:image/png;base64,");
        add_base64(out, png->text, png->len);
        sm_str_puts(out, "\"");
    } else {
        sm_str_puts(out, "null");
    }
}

// The JSON of a pair may hold "<", which could end the script that it stands in.
static void add_escaped(sm_str *out, const char *json, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (json[i] == '<') {
            sm_str_puts(out, "\\u003c");
        } else {
            sm_str_add(out, json + i, 1);
        }
    }
}

static void add_pair(sm_arena *a, sm_str *out, const sm_diff_pair *pair)
{
    sm_str json;
    sm_str_init(&json, a);
    sm_diff_json(a, pair, &json);
    add_escaped(out, json.text, json.len - 1); // open at its end
    sm_str_puts(out, ",\"pictures\":[");
    size_t n = 0;
    for (size_t i = 0; i < pair->n_pages; i++) {
        const sm_diff_page *p = &pair->pages[i];
        if (p->new_png.len || p->old_png.len) {
            sm_str_printf(out, "%s{\"page\":%zu,\"pixels\":%zu", n++ ? "," : "", i + 1, p->pixels);
            add_picture(out, "old", &p->old_png);
            add_picture(out, "new", &p->new_png);
            add_picture(out, "difference", &p->difference_png);
            sm_str_puts(out, "}");
        }
    }
    sm_str_puts(out, "]}");
}

static void add_data(sm_arena *a, const sm_diff *diff, const char *title, sm_str *out)
{
    sm_str head;
    sm_json j;
    size_t n = 0;
    sm_str_init(&head, a);
    sm_json_init(&j, &head);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "title", title);
    add_escaped(out, head.text, head.len);
    sm_str_puts(out, ",\"pairs\":[");
    for (size_t i = 0; i < diff->count; i++) {
        if (diff->items[i].verdict != SM_VERDICT_SAME) {
            sm_str_puts(out, n++ ? ",\n" : "\n");
            add_pair(a, out, &diff->items[i]);
        }
    }
    sm_str_puts(out, "]}");
}

void sm_diff_review(sm_arena *a, const sm_diff *diff, const char *title, sm_str *out)
{
    static const char mark[] = "@DATA@";
    const char *html = (const char *)sm_review_html;
    const char *at = memmem(html, sm_review_html_len, mark, sizeof mark - 1);
    size_t before = at ? (size_t)(at - html) : sm_review_html_len;
    sm_str_add(out, html, before);
    if (at) {
        add_data(a, diff, title, out);
        sm_str_add(out, at + sizeof mark - 1, sm_review_html_len - before - (sizeof mark - 1));
    }
}

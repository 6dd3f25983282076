// The result for people and for programs.
#include <math.h>
#include <string.h>

#include "sitmap/diff.h"

typedef struct sums {
    size_t pixels, noise, text, tolerated, ignored;
} sums;

static sums add_up(const sm_diff_pair *pair)
{
    sums s = {0, 0, 0, 0, 0};
    for (size_t i = 0; i < pair->n_pages; i++) {
        s.pixels += pair->pages[i].pixels;
        s.noise += pair->pages[i].noise;
        s.text += pair->pages[i].text;
        s.tolerated += pair->pages[i].tolerated;
        s.ignored += pair->pages[i].ignored;
    }
    return s;
}

static void say_count(sm_str *out, size_t n, const char *what)
{
    if (n) {
        sm_str_printf(out, "  %zu pixel%s of %s\n", n, n == 1 ? "" : "s", what);
    }
}

static void say_unchanged(const sm_diff_pair *pair, sm_arena *a, sm_str *out)
{
    size_t n = 0;
    for (size_t i = 0; i < pair->changes.count; i++) {
        const sm_change *c = &pair->changes.items[i];
        if (c->kind == SM_CHANGE_NONE && !c->stretch) {
            bool front = strcmp(c->role, "front") == 0;
            const char *who = front
                                  ? sm_arena_printf(a, "front line%s%s",
                                                    strcmp(c->layer, "front") == 0 ? "" : " ",
                                                    strcmp(c->layer, "front") == 0 ? "" : c->layer)
                                  : c->role;
            sm_str_printf(out, "%s%s", n++ ? ", " : "  ", who);
        }
    }
    sm_str_puts(out, n ? " unchanged\n" : "");
}

static void say_changes(sm_arena *a, const sm_diff_pair *pair, size_t most, sm_str *out)
{
    size_t n = 0;
    for (size_t i = 0; i < pair->changes.count; i++) {
        if (pair->changes.items[i].kind != SM_CHANGE_NONE && n++ < most) {
            sm_str_printf(out, "  %s\n", sm_change_words(a, &pair->changes.items[i]));
        }
    }
    if (n > most) {
        sm_str_printf(out, "  and %zu more\n", n - most);
    }
    say_unchanged(pair, a, out);
}

// How large what changed is, and where: what the objects say better when they are known.
static const char *extent_words(sm_arena *a, const sm_diff_page *p)
{
    const sm_box *b = &p->changed_mm;
    return sm_box_is_empty(*b)
               ? ""
               : sm_arena_printf(a,
                                 " within %.1f x %.1f mm, %.1f mm from the left and %.1f mm from "
                                 "the top",
                                 b->x1 - b->x0, b->y1 - b->y0, b->x0, b->y0);
}

static void say_pages(sm_arena *a, const sm_diff_pair *pair, sm_str *out)
{
    for (size_t i = 0; i < pair->n_pages; i++) {
        const sm_diff_page *p = &pair->pages[i];
        if (p->verdict != SM_VERDICT_SAME && (pair->n_pages > 1 || p->why || !pair->recorded)) {
            sm_str_printf(out, "  page %zu: %zu pixels%s%s%s\n", i + 1, p->pixels,
                          extent_words(a, p), p->why ? "; " : "", p->why ? p->why : "");
        }
    }
}

void sm_diff_words(sm_arena *a, const sm_diff_pair *pair, size_t most, sm_str *out)
{
    sums s = add_up(pair);
    sm_str_printf(out, "%s: %s", pair->name, sm_verdict_name(pair->verdict));
    if (s.pixels) {
        sm_str_printf(out, ", %zu pixel%s", s.pixels, s.pixels == 1 ? "" : "s");
    }
    sm_str_printf(out, "%s%s\n", pair->why ? ": " : "", pair->why ? pair->why : "");
    if (pair->verdict == SM_VERDICT_DIFFERENT || s.noise || s.text || s.tolerated || s.ignored) {
        say_pages(a, pair, out);
        say_changes(a, pair, most, out);
        say_count(out, s.text, "text rasterisation");
        say_count(out, s.noise, "antialiasing and rasterisation");
        say_count(out, s.tolerated, "objects that moved by less than the tolerance");
        say_count(out, s.ignored, "regions to ignore");
    }
    if (pair->verdict == SM_VERDICT_DIFFERENT && !pair->recorded) {
        sm_str_puts(out, pair->outdated
                             ? "  pixels only: a record of objects is of another version "
                               "of its file; render again\n"
                             : "  pixels only: there is no record of objects beside both "
                               "files\n");
    }
}

// ---- JSON ---------------------------------------------------------------------------------------

static void json_change(sm_arena *a, sm_json *j, const sm_change *c)
{
    sm_json_begin(j, NULL, '{');
    sm_json_string(j, "change", sm_change_kind_name(c->kind));
    sm_json_string(j, "kind", sm_thing_kind_name(c->thing));
    sm_json_string(j, "role", c->role);
    sm_json_string(j, "layer", c->layer);
    sm_json_string(j, "name", c->name);
    sm_json_number(j, "record", (double)c->record, 0);
    sm_json_number(j, "moved_mm", c->moved_mm, 3);
    sm_json_number(j, "moved_km", c->moved_km, 4);
    if (c->stretch) {
        sm_json_number(j, "stretch", (double)c->stretch, 0);
        sm_json_number(j, "length_mm", c->length_mm, 3);
        sm_json_number(j, "length_km", c->length_km, 4);
        sm_json_string(j, "near", c->near);
        sm_json_number(j, "x_mm", c->at_mm.x, 2);
        sm_json_number(j, "y_mm", c->at_mm.y, 2);
    }
    sm_json_string(j, "side", c->side);
    sm_json_number(j, "area_km2", c->area_km2, 4);
    sm_json_string(j, "was", c->was);
    sm_json_string(j, "is", c->is);
    sm_json_number(j, "pixels", (double)c->pixels, 0);
    sm_json_string(j, "words", sm_change_words(a, c));
    sm_json_end(j);
}

static void json_page(sm_json *j, const sm_diff_page *p, size_t number)
{
    sm_json_begin(j, NULL, '{');
    sm_json_number(j, "page", (double)number, 0);
    sm_json_string(j, "verdict", sm_verdict_name(p->verdict));
    sm_json_number(j, "pixels", (double)p->pixels, 0);
    sm_json_number(j, "noise", (double)p->noise, 0);
    sm_json_number(j, "text", (double)p->text, 0);
    sm_json_number(j, "tolerated", (double)p->tolerated, 0);
    sm_json_number(j, "ignored", (double)p->ignored, 0);
    sm_json_number(j, "width_mm", p->width_mm, 2);
    sm_json_number(j, "height_mm", p->height_mm, 2);
    sm_json_begin(j, "changed_mm", '[');
    for (size_t i = 0; i < 4 && !sm_box_is_empty(p->changed_mm); i++) {
        const double sides[] = {p->changed_mm.x0, p->changed_mm.y0, p->changed_mm.x1,
                                p->changed_mm.y1};
        sm_json_number(j, NULL, sides[i], 2);
    }
    sm_json_end(j);
    sm_json_string(j, "why", p->why);
    sm_json_end(j);
}

void sm_diff_json(sm_arena *a, const sm_diff_pair *pair, sm_str *out)
{
    sm_json j;
    sm_json_init(&j, out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "name", pair->name);
    sm_json_string(&j, "verdict", sm_verdict_name(pair->verdict));
    sm_json_number(&j, "pixels", (double)sm_diff_pixels(pair), 0);
    sm_json_string(&j, "why", pair->why);
    sm_json_bool(&j, "identical", pair->identical);
    sm_json_bool(&j, "recorded", pair->recorded);
    sm_json_begin(&j, "pages", '[');
    for (size_t i = 0; i < pair->n_pages; i++) {
        json_page(&j, &pair->pages[i], i + 1);
    }
    sm_json_end(&j);
    sm_json_begin(&j, "objects", '[');
    for (size_t i = 0; i < pair->changes.count; i++) {
        json_change(a, &j, &pair->changes.items[i]);
    }
    sm_json_end(&j);
    sm_json_end(&j);
}

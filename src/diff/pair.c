// One pair of files: pixels, then objects.
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diff/parts.h"
#include "sitmap/limits.h"

sm_diff_options sm_diff_default(void)
{
    return (sm_diff_options){
        .dpi = 200, .rules = sm_compare_default(), .tolerances = sm_tolerances_default()};
}

const char *sm_verdict_name(sm_verdict v)
{
    static const char *const names[] = {"same", "different", "added", "removed", "failed"};
    return names[v];
}

// ---- Bytes --------------------------------------------------------------------------------------

static bool map_file(const char *path, void **bytes, size_t *len)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    *bytes = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
        *len = (size_t)st.st_size;
        *bytes = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    if (fd >= 0) {
        close(fd);
    }
    return *bytes != MAP_FAILED;
}

static bool same_bytes(const char *old, const char *new)
{
    void *a = MAP_FAILED, *b = MAP_FAILED;
    size_t n = 0, m = 0;
    bool same = map_file(old, &a, &n) && map_file(new, &b, &m) && n == m && memcmp(a, b, n) == 0;
    if (a != MAP_FAILED) {
        munmap(a, n);
    }
    if (b != MAP_FAILED) {
        munmap(b, m);
    }
    return same;
}

// ---- Records ------------------------------------------------------------------------------------

static bool read_record_at(sm_arena *a, const char *folder, const char *name, sm_record *out)
{
    sm_root *root = NULL;
    char *bytes = NULL;
    size_t len = 0;
    sm_error err;
    bool good = !sm_root_open(folder, &root, &err) &&
                !sm_root_read(root, name, SM_MAX_RECORD_BYTES, a, &bytes, &len, &err) &&
                !sm_record_parse(a, name, bytes, len, out, &err);
    sm_root_close(root);
    return good;
}

// A record that names files speaks of no others.
static bool speaks_of(const sm_record *r, const char *path)
{
    uint64_t bytes = 0;
    uint32_t sum = 0;
    bool read = r->files.count && sm_picture_sum(path, &bytes, &sum);
    bool found = !r->files.count;
    for (size_t i = 0; read && !found && i < r->files.count; i++) {
        found = r->files.items[i].bytes == bytes && r->files.items[i].sum == sum;
    }
    return found;
}

// Beside an output the record is in .sitmap; among the outputs of the time before it lies with
// them.
static bool read_record(sm_arena *a, const char *path, sm_record *out)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *folder = slash ? sm_arena_strndup(a, path, (size_t)(slash - path) + 1) : ".";
    const char *dot = strrchr(name, '.');
    int stem = (int)(dot ? (size_t)(dot - name) : strlen(name));
    return read_record_at(a, folder, sm_arena_printf(a, ".sitmap/%.*s.record", stem, name), out) ||
           read_record_at(a, folder, sm_arena_printf(a, "%.*s.record", stem, name), out);
}

// ---- Attribution --------------------------------------------------------------------------------

typedef struct energy {
    double n, sum[2], squares[2]; // of old and new
} energy;

typedef struct crediting {
    sm_arena *arena;
    const sm_record *old, *new;
    const sm_picture *pictures[2];
    const uint32_t *old_numbers, *new_numbers;
    const sm_comparison *marks;
    sm_changes *changes;
    energy *text;        // per thing of new
    size_t *unexplained; // pixels, per thing of new
    sm_diff_page *page;
} crediting;

static const uint32_t *number_objects(sm_arena *a, const sm_record *r, const sm_comparison *c,
                                      double dpi)
{
    sm_footprint *prints = sm_arena_zero(a, r->things.count + 1, sizeof *prints);
    uint32_t *numbers = NULL;
    sm_error err;
    for (size_t i = 0; i < r->things.count; i++) {
        const sm_thing *t = &r->things.items[i];
        prints[i] =
            (sm_footprint){&t->path, t->width_pt, t->path.shape == SM_SHAPE_RINGS, (uint32_t)i + 1};
    }
    return sm_picture_numbers(a, prints, r->things.count, c->width, c->height, dpi, &numbers, &err)
               ? sm_arena_zero(a, c->width * c->height, sizeof *numbers)
               : numbers;
}

static double darkness(const sm_picture *p, size_t x, size_t y)
{
    if (x >= p->width || y >= p->height) {
        return 0;
    }
    const uint8_t *c = p->rgb + (y * p->width + x) * 3;
    return 255 - (0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]);
}

static void weigh_texts(crediting *k)
{
    size_t width = k->marks->width, n = width * k->marks->height;
    for (size_t i = 0; i < n; i++) {
        uint32_t number = k->new_numbers[i];
        if (number && k->new->things.items[number - 1].kind == SM_THING_TEXT) {
            energy *e = &k->text[number - 1];
            e->n++;
            for (size_t s = 0; s < 2; s++) {
                double d = darkness(k->pictures[s], i % width, i / width);
                e->sum[s] += d;
                e->squares[s] += d * d;
            }
        }
    }
}

static double variance(const energy *e, size_t s)
{
    return e->squares[s] / e->n - e->sum[s] / e->n * (e->sum[s] / e->n);
}

// Letters that are set anew keep most of their contrast; letters that vanished do not.
static bool keeps_its_letters(const energy *e)
{
    double a = variance(e, 0), b = variance(e, 1);
    return a <= 1.7 * b + 4 && b <= 1.7 * a + 4;
}

static bool is_unchanged_text(const crediting *k, uint32_t number)
{
    return number && k->new->things.items[number - 1].kind == SM_THING_TEXT &&
           !k->changes->new_change[number - 1] && keeps_its_letters(&k->text[number - 1]);
}

static size_t change_at(const crediting *k, size_t i)
{
    uint32_t old = k->old_numbers[i], new = k->new_numbers[i];
    size_t change = new ? k->changes->new_change[new - 1] : 0;
    return change || !old ? change : k->changes->old_change[old - 1];
}

// The change that this pixel or one near it belongs to: an edge paints a little beyond its outline,
// and what lies on top of a changed object shows its change along its own edge. 0: none.
static size_t change_near(const crediting *k, size_t i)
{
    enum { REACH = 3 };
    size_t width = k->marks->width, height = k->marks->height, x = i % width, y = i / width;
    size_t change = change_at(k, i);
    for (size_t j = y > REACH ? y - REACH : 0; !change && j < height && j <= y + REACH; j++) {
        for (size_t h = x > REACH ? x - REACH : 0; !change && h < width && h <= x + REACH; h++) {
            change = change_at(k, j * width + h);
        }
    }
    return change;
}

static void credit(crediting *k, size_t i)
{
    uint32_t new = k->new_numbers[i];
    size_t change = change_near(k, i);
    if (change == SM_TOLERATED) {
        k->marks->marks[i] = SM_MARK_NOISE;
        k->page->tolerated++;
        k->page->pixels--;
    } else if (change) {
        k->changes->items[change - 1].pixels++;
    } else if (is_unchanged_text(k, new)) {
        k->marks->marks[i] = SM_MARK_NOISE;
        k->page->text++;
        k->page->pixels--;
    } else {
        k->unexplained[new]++;
    }
}

static void add_unexplained(crediting *k)
{
    for (size_t i = 0; i <= k->new->things.count; i++) {
        if (k->unexplained[i]) {
            const sm_thing *t = i ? &k->new->things.items[i - 1] : NULL;
            *SM_PUSH(k->arena, k->changes) = (sm_change){.kind = SM_CHANGE_PIXELS,
                                                         .thing = t ? t->kind : SM_THING_FURNITURE,
                                                         .role = t ? t->role : "page",
                                                         .layer = t ? t->layer : "",
                                                         .name = t ? t->name : "",
                                                         .record = t ? t->record : -1,
                                                         .moved_mm = NAN,
                                                         .moved_km = NAN,
                                                         .area_km2 = NAN,
                                                         .length_mm = NAN,
                                                         .length_km = NAN,
                                                         .near = "",
                                                         .at_mm = {NAN, NAN},
                                                         .box_pt = SM_BOX_EMPTY,
                                                         .pixels = k->unexplained[i]};
        }
    }
}

static void attribute(sm_arena *a, sm_arena *scratch, const sm_record *old, const sm_record *new,
                      const sm_picture *pictures, const sm_comparison *c, sm_changes *changes,
                      sm_diff_page *page)
{
    double dpi = pictures[1].dpi;
    crediting k = {.arena = a,
                   .old = old,
                   .new = new,
                   .pictures = {&pictures[0], &pictures[1]},
                   .marks = c,
                   .changes = changes,
                   .page = page};
    k.old_numbers = number_objects(scratch, old, c, dpi);
    k.new_numbers = number_objects(scratch, new, c, dpi);
    k.text = sm_arena_zero(scratch, new->things.count + 1, sizeof *k.text);
    k.unexplained = sm_arena_zero(scratch, new->things.count + 1, sizeof *k.unexplained);
    weigh_texts(&k);
    for (size_t i = 0; i < c->width * c->height; i++) {
        if (c->marks[i] == SM_MARK_CHANGED) {
            credit(&k, i);
        }
    }
    add_unexplained(&k);
}

// ---- Regions to ignore --------------------------------------------------------------------------

static size_t clamp(double v, size_t most)
{
    return v <= 0 ? 0 : v >= (double)most ? most : (size_t)v;
}

static void ignore_regions(const sm_diff_options *o, double dpi, sm_comparison *c,
                           sm_diff_page *page)
{
    double scale = dpi / 25.4;
    for (size_t k = 0; k < o->n_ignore; k++) {
        sm_box b = o->ignore_mm[k];
        size_t x0 = clamp(floor(b.x0 * scale), c->width), x1 = clamp(ceil(b.x1 * scale), c->width);
        size_t y0 = clamp(floor(b.y0 * scale), c->height),
               y1 = clamp(ceil(b.y1 * scale), c->height);
        for (size_t y = y0; y < y1; y++) {
            for (size_t x = x0; x < x1; x++) {
                uint8_t *mark = &c->marks[y * c->width + x];
                page->ignored += *mark == SM_MARK_CHANGED;
                page->pixels -= *mark == SM_MARK_CHANGED;
                *mark = SM_MARK_SAME;
            }
        }
    }
}

// An object that lies in an ignored region does not count.
static void ignore_changes(const sm_diff_options *o, sm_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        for (size_t k = 0; k < o->n_ignore; k++) {
            sm_box b = o->ignore_mm[k];
            sm_box pt = {SM_MM(b.x0), SM_MM(b.y0), SM_MM(b.x1), SM_MM(b.y1)};
            sm_change *c = &changes->items[i];
            if (!sm_box_is_empty(c->box_pt) && sm_box_contains(pt, c->box_pt)) {
                c->kind = SM_CHANGE_NONE;
            }
        }
    }
}

// ---- Where --------------------------------------------------------------------------------------

static sm_box box_of_changes(const sm_comparison *c, double dpi)
{
    sm_box px = SM_BOX_EMPTY;
    for (size_t y = 0; y < c->height; y++) {
        const uint8_t *row = c->marks + y * c->width;
        const uint8_t *first = memchr(row, SM_MARK_CHANGED, c->width);
        const uint8_t *last = first ? memrchr(row, SM_MARK_CHANGED, c->width) : NULL;
        if (first) {
            const sm_box in_row = {(double)(first - row), (double)y, (double)(last - row + 1),
                                   (double)(y + 1)};
            px = sm_box_union(px, in_row);
        }
    }
    double mm = 25.4 / dpi;
    return sm_box_is_empty(px) ? px : (sm_box){px.x0 * mm, px.y0 * mm, px.x1 * mm, px.y1 * mm};
}

// ---- One page -----------------------------------------------------------------------------------

static const char *size_words(sm_arena *a, const sm_picture *p)
{
    return sm_arena_printf(a, "%.1f x %.1f mm (%zu x %zu pixels)", (double)p->width / p->dpi * 25.4,
                           (double)p->height / p->dpi * 25.4, p->width, p->height);
}

static void show(sm_arena *a, sm_arena *scratch, const sm_picture *p, size_t width, sm_str *png)
{
    sm_picture small;
    sm_error err;
    sm_picture_reduce(scratch, p, width, &small);
    sm_str_init(png, a);
    if (sm_picture_encode(&small, png, &err)) {
        png->len = 0;
    }
}

static void picture_page(sm_arena *a, sm_arena *scratch, const sm_picture *pictures,
                         const sm_comparison *c, const sm_diff_options *o, sm_diff_page *page)
{
    if (!o->shown_width && !o->keep_difference) {
        return;
    }
    size_t shrink = o->shown_width ? c->width / o->shown_width + 1 : 1;
    sm_picture_difference(o->keep_difference ? a : scratch, &pictures[0], &pictures[1], c,
                          (int)shrink, &page->difference);
    if (o->shown_width && page->verdict != SM_VERDICT_SAME) {
        show(a, scratch, &pictures[0], o->shown_width, &page->old_png);
        show(a, scratch, &pictures[1], o->shown_width, &page->new_png);
        show(a, scratch, &page->difference, o->shown_width, &page->difference_png);
    }
}

void diff_show_single(sm_arena *a, sm_diff_pair *pair, const sm_diff_options *o)
{
    sm_arena *scratch = sm_arena_create();
    sm_picture picture;
    sm_error err;
    const char *path = pair->new ? pair->new : pair->old;
    if (o->shown_width && !sm_picture_read(path, o->dpi, 0, &picture, NULL, &err)) {
        pair->pages = sm_arena_zero(a, 1, sizeof *pair->pages);
        pair->n_pages = 1;
        pair->pages[0] = (sm_diff_page){.verdict = pair->verdict,
                                        .width = picture.width,
                                        .height = picture.height,
                                        .width_mm = (double)picture.width / picture.dpi * 25.4,
                                        .height_mm = (double)picture.height / picture.dpi * 25.4,
                                        .changed_mm = SM_BOX_EMPTY};
        show(a, scratch, &picture, o->shown_width,
             pair->new ? &pair->pages[0].new_png : &pair->pages[0].old_png);
        sm_picture_release(&picture);
    }
    sm_arena_destroy(scratch);
}

typedef struct records {
    sm_record old, new;
} records;

static sm_status compare_page(sm_arena *a, sm_diff_pair *pair, const records *known, size_t index,
                              const sm_diff_options *o, size_t counts[2], sm_error *err)
{
    sm_arena *scratch = sm_arena_create();
    sm_picture pictures[2];
    sm_comparison c;
    sm_diff_page *page = &pair->pages[index];
    const char *const paths[] = {pair->old, pair->new};
    sm_status status = sm_picture_read_two(paths, o->dpi, index, pictures, counts, err);
    if (!status) {
        sm_picture_compare(scratch, &pictures[0], &pictures[1], &o->rules, &c);
        *page = (sm_diff_page){
            .width = c.width, .height = c.height, .pixels = c.changed, .noise = c.noise};
        ignore_regions(o, pictures[1].dpi, &c, page);
        if (pair->recorded && index == 0 && page->pixels) {
            attribute(a, scratch, &known->old, &known->new, pictures, &c, &pair->changes, page);
        }
        page->width_mm = (double)c.width / pictures[1].dpi * 25.4;
        page->height_mm = (double)c.height / pictures[1].dpi * 25.4;
        page->changed_mm = box_of_changes(&c, pictures[1].dpi);
        bool other_size =
            pictures[0].width != pictures[1].width || pictures[0].height != pictures[1].height;
        page->why = other_size ? sm_arena_printf(a, "%s, was %s", size_words(a, &pictures[1]),
                                                 size_words(a, &pictures[0]))
                               : NULL;
        page->verdict = page->pixels || other_size ? SM_VERDICT_DIFFERENT : SM_VERDICT_SAME;
        picture_page(a, scratch, pictures, &c, o, page);
        sm_picture_release(&pictures[0]);
        sm_picture_release(&pictures[1]);
    }
    sm_arena_destroy(scratch);
    return status;
}

// ---- The pair -----------------------------------------------------------------------------------

static int weight(const sm_change *c)
{
    bool front = strcmp(c->role, "front") == 0;
    return c->kind == SM_CHANGE_NONE ? 9 : front ? 0 : c->kind == SM_CHANGE_GROUND ? 1 : 2;
}

static double size_of(const sm_change *c)
{
    return c->kind == SM_CHANGE_GROUND ? fabs(c->area_km2) : (double)c->pixels;
}

static int by_weight(const void *one, const void *other)
{
    const sm_change *a = one, *b = other;
    int d = weight(a) - weight(b);
    // A front, then its stretches; the next front.
    d = d || weight(a) ? d : strcmp(a->layer, b->layer);
    d = d ? d : (a->stretch > b->stretch) - (a->stretch < b->stretch);
    d = d ? d : (size_of(a) < size_of(b)) - (size_of(a) > size_of(b));
    d = d ? d : strcmp(a->role, b->role);
    d = d ? d : strcmp(a->layer, b->layer);
    d = d ? d : strcmp(a->name, b->name);
    return d ? d : (a->record > b->record) - (a->record < b->record);
}

static bool shows(const sm_change *c)
{
    return c->kind != SM_CHANGE_NONE && c->kind != SM_CHANGE_GROUND;
}

static void conclude(sm_diff_pair *pair)
{
    pair->verdict = pair->why ? SM_VERDICT_DIFFERENT : SM_VERDICT_SAME;
    for (size_t i = 0; i < pair->n_pages; i++) {
        pair->verdict = pair->pages[i].verdict ? SM_VERDICT_DIFFERENT : pair->verdict;
    }
    for (size_t i = 0; i < pair->changes.count; i++) {
        pair->verdict = shows(&pair->changes.items[i]) ? SM_VERDICT_DIFFERENT : pair->verdict;
    }
    if (pair->changes.count) {
        qsort(pair->changes.items, pair->changes.count, sizeof *pair->changes.items, by_weight);
    }
}

static sm_status compare_pages(sm_arena *a, sm_diff_pair *pair, const records *known,
                               const sm_diff_options *o, sm_error *err)
{
    size_t counts[2] = {1, 1};
    pair->pages = sm_arena_zero(a, 1, sizeof *pair->pages);
    pair->n_pages = 1;
    sm_status status = compare_page(a, pair, known, 0, o, counts, err);
    size_t n = counts[0] < counts[1] ? counts[0] : counts[1];
    if (!status && n > 1) {
        sm_diff_page first = pair->pages[0];
        pair->pages = sm_arena_zero(a, n, sizeof *pair->pages);
        pair->pages[0] = first;
        pair->n_pages = n;
    }
    for (size_t i = 1; !status && i < n; i++) {
        status = compare_page(a, pair, known, i, o, counts, err);
    }
    if (!status && counts[0] != counts[1]) {
        pair->why = sm_arena_printf(a, "%zu pages, was %zu", counts[1], counts[0]);
    }
    return status;
}

static void compare_records(sm_arena *a, sm_diff_pair *pair, records *r, const sm_diff_options *o)
{
    bool found = read_record(a, pair->old, &r->old) && read_record(a, pair->new, &r->new);
    pair->recorded = found && speaks_of(&r->old, pair->old) && speaks_of(&r->new, pair->new);
    pair->outdated = found && !pair->recorded;
    if (pair->recorded) {
        sm_record_compare(a, &r->old, &r->new, &o->tolerances, &pair->changes);
        ignore_changes(o, &pair->changes);
    }
}

void sm_diff_files(sm_arena *a, const char *name, const char *old, const char *new,
                   const sm_diff_options *options, sm_diff_pair *out)
{
    sm_error err;
    records r;
    *out = (sm_diff_pair){.name = name, .old = old, .new = new};
    if (same_bytes(old, new)) {
        size_t n = 0;
        sm_picture picture;
        // Two copies of a broken file are not the same picture: they are none.
        if (sm_picture_read(new, 20, 0, &picture, &n, &err)) {
            out->verdict = SM_VERDICT_FAILED;
            out->why = sm_error_text(a, &err);
        }
        out->identical = true;
        sm_picture_release(&picture);
        return;
    }
    compare_records(a, out, &r, options);
    if (compare_pages(a, out, &r, options, &err)) {
        out->verdict = SM_VERDICT_FAILED;
        out->why = sm_error_text(a, &err);
        out->n_pages = 0;
        out->changes.count = 0;
        return;
    }
    conclude(out);
}

size_t sm_diff_pixels(const sm_diff_pair *pair)
{
    size_t n = 0;
    for (size_t i = 0; i < pair->n_pages; i++) {
        n += pair->pages[i].pixels;
    }
    return n;
}

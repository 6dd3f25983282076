// The difference for the eye.
#include <string.h>

#include "picture/compare.h"

static const uint8_t white[3] = {255, 255, 255};

static const uint8_t *at_or_white(const sm_picture *p, size_t x, size_t y)
{
    return x < p->width && y < p->height ? picture_at(p, x, y) : white;
}

static void pale(const uint8_t *from, uint8_t *to)
{
    uint8_t grey = (uint8_t)(204 + picture_luma(from) / 5);
    memset(to, grey, 3);
}

static void disc(sm_picture *out, size_t x, size_t y, int reach, const uint8_t *color)
{
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            size_t px = x + (size_t)dx, py = y + (size_t)dy; // below 0 wraps past the width
            if (dx * dx + dy * dy <= reach * reach && px < out->width && py < out->height) {
                memcpy(out->rgb + (py * out->width + px) * 3, color, 3);
            }
        }
    }
}

void sm_picture_difference(sm_arena *a, const sm_picture *old, const sm_picture *new,
                           const sm_comparison *c, int reach, sm_picture *out)
{
    static const uint8_t noise[3] = {235, 200, 60}, came[3] = {200, 30, 40},
                         went[3] = {20, 80, 200};
    *out =
        (sm_picture){sm_arena_alloc(a, c->width * c->height * 3), c->width, c->height, new->dpi, 0};
    for (size_t i = 0; i < c->width * c->height; i++) {
        pale(at_or_white(new, i % c->width, i / c->width), out->rgb + i * 3);
        if (c->marks[i] == SM_MARK_NOISE) {
            memcpy(out->rgb + i * 3, noise, 3);
        }
    }
    for (size_t i = 0; i < c->width * c->height; i++) {
        size_t x = i % c->width, y = i / c->width;
        if (c->marks[i] == SM_MARK_CHANGED) {
            bool darker =
                picture_luma(at_or_white(new, x, y)) <= picture_luma(at_or_white(old, x, y));
            disc(out, x, y, reach, darker ? came : went);
        }
    }
}

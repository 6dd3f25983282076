// Which features are painted first (sortBy, sortByGroup of GeoServer). Fields are looked up in the
// features themselves: a style may serve several layers, which have other fields.
#include <string.h>

#include "sitmap/sld.h"

static const struct sm_style_fts *fts_at(const sm_style *style, size_t fts)
{
    return style && fts < style->ftss.count ? &style->ftss.items[fts] : NULL;
}

static bool same_keys(const struct sm_style_sort *a, const struct sm_style_sort *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->items[i].descending == b->items[i].descending &&
               strcmp(a->items[i].field, b->items[i].field) == 0;
    }
    return same;
}

static bool same_group(const struct sm_style_fts *a, const struct sm_style_fts *b)
{
    return a->sort_group && b->sort_group && strcmp(a->sort_group, b->sort_group) == 0 &&
           same_keys(&a->sort, &b->sort);
}

size_t sm_style_paints_until(const sm_style *style, size_t fts)
{
    const struct sm_style_fts *first = fts_at(style, fts);
    size_t end = fts + 1;
    while (first && fts_at(style, end) && same_group(first, fts_at(style, end))) {
        end++;
    }
    return end;
}

bool sm_style_sorts(const sm_style *style, size_t *fts)
{
    for (size_t i = style ? style->ftss.count : 0; i-- > 0;) {
        if (style->ftss.items[i].sort.count) {
            *fts = i;
            return true;
        }
    }
    return false;
}

static int order_of(sm_arena *scratch, const sm_value *a, const sm_value *b)
{
    bool a_null = a->type == SM_VALUE_NULL, b_null = b->type == SM_VALUE_NULL;
    return a_null || b_null ? b_null - a_null : sm_value_compare(scratch, a, b, false);
}

int sm_style_order(sm_arena *scratch, const sm_style *style, size_t fts, const sm_feature *a,
                   const sm_feature *b)
{
    const struct sm_style_fts *own = fts_at(style, fts);
    int order = 0;
    for (size_t i = 0; own && !order && i < own->sort.count; i++) {
        const struct sm_style_sort_key *key = &own->sort.items[i];
        int in_a = sm_fields_find(a->fields, key->field);
        int in_b = sm_fields_find(b->fields, key->field);
        if (in_a >= 0 && in_b >= 0) {
            order = order_of(scratch, &a->values[in_a], &b->values[in_b]);
            order = key->descending ? -order : order;
        }
    }
    return order;
}

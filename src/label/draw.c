// Drawing placed labels, in passes over all of them: casings, leaders, shields, halos, letters.
#include "label/parts.h"
#include "sitmap/paint.h"

static void draw_leaders(sm_scene *scene, const sm_labels *labels, bool casing)
{
    for (size_t i = 0; i < labels->count; i++) {
        const sm_label *label = &labels->items[i];
        const sm_pen *pen = casing ? &label->leader_casing : &label->leader_pen;
        if (label->leader.n_points) {
            sm_scene_begin_group(scene, casing ? "halo" : "leader", label->name, label->record);
            sm_scene_add_stroke(scene, &label->leader, pen);
            sm_scene_end_group(scene);
        }
    }
}

static bool begin_cut(sm_scene *scene, const sm_label *label)
{
    sm_box b = label->cut_pt;
    if (sm_box_is_empty(b)) {
        return false;
    }
    const sm_point ring[] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}, {b.x0, b.y0}};
    sm_path path;
    sm_path_init(&path, scene->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(&path, ring[i].x, ring[i].y);
    }
    sm_scene_begin_clip(scene, &path);
    return true;
}

static void draw_shield(sm_scene *scene, const sm_label *label)
{
    if (!label->shield) {
        return;
    }
    sm_scene_begin_group(scene, "shield", label->name, label->record);
    bool cut = begin_cut(scene, label);
    sm_paint_mark(scene, label->shield_at, 0, label->shield);
    if (cut) {
        sm_scene_end_clip(scene);
    }
    sm_scene_end_group(scene);
}

static void draw_halos(sm_scene *scene, const sm_label *label)
{
    sm_scene_begin_group(scene, "halo", label->name, label->record);
    bool cut = begin_cut(scene, label);
    for (size_t i = 0; i < label->n_texts; i++) {
        sm_text text = label->texts[i];
        text.color.a = 0;
        if (text.halo_pt > 0 && text.halo.a) {
            sm_scene_add_text(scene, &text);
        }
    }
    if (cut) {
        sm_scene_end_clip(scene);
    }
    sm_scene_end_group(scene);
}

static void draw_letters(sm_scene *scene, const sm_label *label)
{
    sm_scene_begin_group(scene, "label", label->name, label->record);
    bool cut = begin_cut(scene, label);
    for (size_t i = 0; i < label->n_texts; i++) {
        sm_text text = label->texts[i];
        text.halo_pt = 0;
        sm_scene_add_text(scene, &text);
    }
    if (cut) {
        sm_scene_end_clip(scene);
    }
    sm_scene_end_group(scene);
}

void sm_label_draw(sm_scene *scene, const sm_labels *labels)
{
    draw_leaders(scene, labels, true);
    draw_leaders(scene, labels, false);
    for (size_t i = 0; i < labels->count; i++) {
        draw_shield(scene, &labels->items[i]);
    }
    for (size_t i = 0; i < labels->count; i++) {
        draw_halos(scene, &labels->items[i]);
    }
    for (size_t i = 0; i < labels->count; i++) {
        draw_letters(scene, &labels->items[i]);
    }
}

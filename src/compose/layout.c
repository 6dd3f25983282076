// Head above, foot below, the map between: how big is the neat line?
//
//      title            6.2 mm     +---------------------------+
//      subtitle                    | Situation as of ...       |
//      degrees                     |  46°     46°30'           |
//                                  | +-----------------------+ |  <- frame_pt
//                                  | |                       | |
//                                  | +-----------------------+ |
//      credits                     | Front compiled from ...   |
//                                  +---------------------------+
#include "compose/parts.h"

static sm_status break_text(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                            const sm_texts *texts, double size_pt, bool bold, double width_pt,
                            sm_lines *out, sm_error *err)
{
    const char *raw = sm_texts_in(texts, job->lang, NULL);
    *out = (sm_lines){NULL, NULL, 0};
    if (!raw) {
        return SM_OK;
    }
    sm_font font = house_font(size_pt, job->figure->text_factor);
    font.bold = bold;
    return sm_text_break(text, a, sm_compose_expand(a, raw, job, NULL), &font, width_pt, out, err);
}

static void append_lines(sm_arena *a, sm_lines *all, const sm_lines *more)
{
    sm_lines sum = {.count = all->count + more->count};
    sum.items = sm_arena_alloc(a, sum.count * sizeof *sum.items);
    sum.width_pt = sm_arena_alloc(a, sum.count * sizeof *sum.width_pt);
    for (size_t i = 0; i < sum.count; i++) {
        const sm_lines *from = i < all->count ? all : more;
        size_t k = i < all->count ? i : i - all->count;
        sum.items[i] = from->items[k];
        sum.width_pt[i] = from->width_pt[k];
    }
    *all = sum;
}

static sm_status break_credits(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                               double width_pt, sm_lines *out, sm_error *err)
{
    const sm_figure *f = job->figure;
    *out = (sm_lines){NULL, NULL, 0};
    for (size_t i = 0; i <= f->n_credits; i++) {
        bool note = i == f->n_credits;
        sm_lines lines = {NULL, NULL, 0};
        if (note ? f->show.note : f->show.credits) {
            sm_status status =
                break_text(a, text, job, note ? &job->study->disclaimer : &f->credits[i],
                           HOUSE_SMALL_PT, false, width_pt, &lines, err);
            if (status) {
                return status;
            }
        }
        append_lines(a, out, &lines);
    }
    return SM_OK;
}

static double head_mm(const sm_figure *f, const sm_layout *l)
{
    if (!l->title.count && !l->subtitle.count) {
        return f->show.graticule ? HOUSE_BARE_TOP_MM : HOUSE_BARE_MM;
    }
    double mm = HOUSE_TITLE_BASE_MM;
    mm += l->title.count ? HOUSE_TITLE_STEP_MM * ((double)l->title.count - 1) : 0;
    mm += l->subtitle.count
              ? HOUSE_SUBTITLE_GAP_MM + HOUSE_SUBTITLE_STEP_MM * ((double)l->subtitle.count - 1)
              : 0;
    return (mm + (f->show.graticule ? HOUSE_HEAD_AIR_MM : HOUSE_HEAD_AIR_MM / 2)) * f->text_factor;
}

static double foot_mm(const sm_figure *f, const sm_layout *l)
{
    if (!l->credits.count) {
        return f->show.graticule ? HOUSE_BARE_TOP_MM : HOUSE_BARE_MM;
    }
    return (HOUSE_FOOT_GAP_MM + HOUSE_FOOT_STEP_MM * ((double)l->credits.count - 1) +
            HOUSE_FOOT_AIR_MM) *
           f->text_factor;
}

static void place_frame(const sm_figure *f, sm_layout *l)
{
    double side = SM_MM(f->show.graticule ? HOUSE_SIDE_MM * f->text_factor : HOUSE_BARE_MM);
    l->frame_pt = (sm_box){side, SM_MM(head_mm(f, l)), l->width_pt - side,
                           l->height_pt - SM_MM(foot_mm(f, l))};
}

static sm_box in_corner(sm_box frame, sm_corner corner, double w, double h)
{
    bool west = corner == SM_CORNER_SW || corner == SM_CORNER_NW || corner == SM_CORNER_AUTO;
    bool south = corner == SM_CORNER_SW || corner == SM_CORNER_SE || corner == SM_CORNER_AUTO;
    double x = west ? frame.x0 : frame.x1 - w, y = south ? frame.y1 - h : frame.y0;
    return (sm_box){x, y, x + w, y + h};
}

sm_status sm_compose_layout(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                            sm_layout *out, sm_error *err)
{
    const sm_figure *f = job->figure;
    sm_layout l = {.width_pt = SM_MM(f->width_mm), .height_pt = SM_MM(f->height_mm)};
    double width = l.width_pt - 2 * SM_MM(HOUSE_SIDE_MM);
    sm_status status = SM_OK;
    if (f->show.title) {
        status = break_text(a, text, job, &f->title, HOUSE_TITLE_PT, true, width, &l.title, err);
        status = status ? status
                        : break_text(a, text, job, &f->subtitle, HOUSE_SUBTITLE_PT, false, width,
                                     &l.subtitle, err);
    }
    status = status ? status : break_credits(a, text, job, width, &l.credits, err);
    if (status) {
        return status;
    }
    place_frame(f, &l);
    double least = SM_MM(HOUSE_LEAST_FRAME_MM);
    if (l.frame_pt.x1 - l.frame_pt.x0 < least || l.frame_pt.y1 - l.frame_pt.y0 < least) {
        return sm_fail(err, SM_EINPUT, SM_AT_LINE(job->study->path, f->line),
                       "make the figure larger or its texts shorter",
                       "figure %s: title and credits leave less than %g mm for the map", f->id,
                       HOUSE_LEAST_FRAME_MM);
    }
    l.inset_pt = SM_BOX_EMPTY;
    if (f->inset && f->show.inset) {
        l.inset_pt = in_corner(l.frame_pt, f->inset->corner, SM_MM(f->inset->width_mm),
                               SM_MM(f->inset->height_mm));
    }
    *out = l;
    return SM_OK;
}

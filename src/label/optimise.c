// Choosing positions: first come, first served, then improvement.
//
// One move serves both kinds of improvement: a label takes a position, whoever stands in the way is
// put out, and everyone put out takes the cheapest position that is still free. Local search keeps
// moves that make the whole cheaper; annealing (Kirkpatrick et al. 1983; for labels Christensen,
// Marks & Shieber 1995) also keeps some that do not, fewer and fewer of them. The best choice met
// is kept, so the result is never worse than the start. The random numbers have a fixed seed.
#include <math.h>
#include <string.h>

#include "label/parts.h"

#define COLD 0.05
#define GAIN 1e-9 // a smaller change is rounding

enum { ROUNDS = 30, PASSES = 3, TRIES_PER_UNIT = 3000, LEAST_TRIES = 6000, MOST_TRIES = 300000 };

// Each pass starts from the best choice so far: the first is hot enough to exchange names of unlike
// priority, the last moves names about.
static const double heats[PASSES] = {120, 30, 10};

typedef struct state {
    const sm_label_problem *p;
    int32_t *chosen;   // per unit
    uint32_t *blocked; // per candidate: chosen ones that exclude it
    double cost;
    struct moves {
        struct moved {
            uint32_t unit;
            int32_t before;
        } * items;
        size_t count, cap;
    } moves; // of the current try, to take back
    sm_arena *arena;
} state;

// ---- State --------------------------------------------------------------------------------------

static double unit_cost(const sm_label_problem *p, size_t unit, int32_t candidate)
{
    return candidate == SM_LABEL_NONE ? p->drop[unit] : p->cost[candidate];
}

double sm_label_choice_cost(const sm_label_problem *p, const int32_t *chosen)
{
    double cost = 0;
    for (size_t u = 0; u < p->n_units; u++) {
        cost += unit_cost(p, u, chosen[u]);
    }
    return cost;
}

// Let a unit stand at a candidate, or nowhere.
static void set(state *s, size_t unit, int32_t candidate)
{
    const sm_label_problem *p = s->p;
    int32_t old = s->chosen[unit];
    for (size_t i = old < 0 ? 0 : p->near_start[old]; old >= 0 && i < p->near_start[old + 1]; i++) {
        s->blocked[p->near[i]]--;
    }
    for (size_t i = candidate < 0 ? 0 : p->near_start[candidate];
         candidate >= 0 && i < p->near_start[candidate + 1]; i++) {
        s->blocked[p->near[i]]++;
    }
    s->cost += unit_cost(p, unit, candidate) - unit_cost(p, unit, old);
    s->chosen[unit] = candidate;
}

static void start(state *s, sm_arena *scratch, const sm_label_problem *p, const int32_t *chosen)
{
    *s = (state){.p = p, .arena = scratch};
    s->chosen = sm_arena_alloc(scratch, p->n_units * sizeof *s->chosen);
    s->blocked = sm_arena_zero(scratch, p->first[p->n_units], sizeof *s->blocked);
    for (size_t u = 0; u < p->n_units; u++) {
        s->chosen[u] = SM_LABEL_NONE;
        s->cost += p->drop[u];
    }
    for (size_t u = 0; u < p->n_units; u++) {
        set(s, u, chosen[u]);
    }
}

static int32_t cheapest_free(const state *s, size_t unit)
{
    int32_t best = SM_LABEL_NONE;
    double least = s->p->drop[unit];
    for (size_t c = s->p->first[unit]; c < s->p->first[unit + 1]; c++) {
        if (!s->blocked[c] && s->p->cost[c] < least) {
            least = s->p->cost[c];
            best = (int32_t)c;
        }
    }
    return best;
}

void sm_label_solve_greedy(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    for (size_t u = 0; u < p->n_units; u++) {
        chosen[u] = SM_LABEL_NONE;
    }
    state s;
    start(&s, scratch, p, chosen);
    for (size_t u = 0; u < p->n_units; u++) {
        set(&s, u, cheapest_free(&s, u));
        chosen[u] = s.chosen[u];
    }
    sm_arena_rewind(scratch, mark);
}

// ---- Moves --------------------------------------------------------------------------------------

static void move(state *s, size_t unit, int32_t candidate)
{
    *SM_PUSH(s->arena, &s->moves) = (struct moved){(uint32_t)unit, s->chosen[unit]};
    set(s, unit, candidate);
}

static void take_back(state *s)
{
    while (s->moves.count) {
        struct moved last = s->moves.items[--s->moves.count];
        set(s, last.unit, last.before);
    }
}

// Units are in order of priority; conflict lists are not.
static void sort_moves(struct moved *m, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct moved one = m[i];
        size_t k = i;
        for (; k && m[k - 1].unit > one.unit; k--) {
            m[k] = m[k - 1];
        }
        m[k] = one;
    }
}

// The unit takes the candidate; those in the way leave and find other places, the most important
// first. Kept when the cost grows by less than `allowance`.
static bool try_move(state *s, size_t unit, int32_t candidate, double allowance)
{
    const sm_label_problem *p = s->p;
    double before = s->cost;
    s->moves.count = 0;
    move(s, unit, candidate);
    size_t first_out = s->moves.count;
    for (size_t i = p->near_start[candidate];
         s->blocked[candidate] && i < p->near_start[candidate + 1]; i++) {
        uint32_t other = p->unit_of[p->near[i]];
        if (s->chosen[other] == (int32_t)p->near[i]) {
            move(s, other, SM_LABEL_NONE);
        }
    }
    size_t n_out = s->moves.count;
    sort_moves(s->moves.items + first_out, n_out - first_out);
    for (size_t i = first_out; i < n_out; i++) {
        size_t other = s->moves.items[i].unit;
        move(s, other, cheapest_free(s, other));
    }
    if (s->cost - before < allowance) {
        return true;
    }
    take_back(s);
    return false;
}

static void local_search(state *s)
{
    const sm_label_problem *p = s->p;
    bool better = true;
    for (int round = 0; round < ROUNDS && better; round++) {
        better = false;
        for (size_t u = 0; u < p->n_units; u++) {
            for (size_t c = p->first[u]; c < p->first[u + 1]; c++) {
                if (p->cost[c] < unit_cost(p, u, s->chosen[u])) {
                    better |= try_move(s, u, (int32_t)c, -GAIN);
                }
            }
        }
    }
}

// ---- Annealing ----------------------------------------------------------------------------------

// PCG-XSH-RR 64/32 (O'Neill 2014).
static uint32_t next_random(uint64_t *seed)
{
    uint64_t old = *seed;
    *seed = old * 6364136223846793005u + 1442695040888963407u;
    uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27), turn = (uint32_t)(old >> 59);
    return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

static size_t random_below(uint64_t *seed, size_t n)
{
    return (size_t)(((uint64_t)next_random(seed) * (uint64_t)n) >> 32);
}

// Units that could be better off, and all that are tied to them through conflicts: the rest stands
// at its best already.
static size_t restless_units(const state *s, sm_arena *scratch, uint32_t *out)
{
    const sm_label_problem *p = s->p;
    bool *in = sm_arena_zero(scratch, p->n_units, sizeof *in);
    size_t n = 0;
    for (size_t u = 0; u < p->n_units; u++) {
        double now = unit_cost(p, u, s->chosen[u]);
        for (size_t c = p->first[u]; c < p->first[u + 1] && !in[u]; c++) {
            if (p->cost[c] < now) {
                in[u] = true;
                out[n++] = (uint32_t)u;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = p->near_start[p->first[out[i]]]; k < p->near_start[p->first[out[i] + 1]];
             k++) {
            uint32_t other = p->unit_of[p->near[k]];
            if (!in[other]) {
                in[other] = true;
                out[n++] = other;
            }
        }
    }
    return n;
}

static size_t tries_for(size_t n_units)
{
    size_t n = n_units * TRIES_PER_UNIT;
    n = n < LEAST_TRIES ? LEAST_TRIES : n > MOST_TRIES ? MOST_TRIES : n;
    return n_units ? n : 0;
}

static void anneal(state *s, sm_arena *scratch, size_t pass, int32_t *best)
{
    const sm_label_problem *p = s->p;
    uint32_t *units = sm_arena_alloc(scratch, p->n_units * sizeof *units);
    size_t n = restless_units(s, scratch, units);
    size_t tries = tries_for(n);
    double best_cost = s->cost, heat = heats[pass];
    uint64_t seed = pass + 1;
    double cooling = tries ? pow(COLD / heat, 1 / (double)tries) : 1;
    for (size_t i = 0; i < tries; i++, heat *= cooling) {
        size_t u = units[random_below(&seed, n)], count = p->first[u + 1] - p->first[u];
        size_t c = count ? p->first[u] + random_below(&seed, count) : 0;
        double allowance = -heat * log(((double)next_random(&seed) + 1) / 4294967297.0);
        if (count && (int32_t)c != s->chosen[u] && try_move(s, u, (int32_t)c, allowance) &&
            s->cost < best_cost - GAIN) {
            best_cost = s->cost;
            memcpy(best, s->chosen, p->n_units * sizeof *best);
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static void polish(state *s, sm_arena *scratch, const sm_label_problem *p, int32_t *chosen)
{
    start(s, scratch, p, chosen);
    local_search(s);
    if (sm_label_choice_cost(p, s->chosen) < sm_label_choice_cost(p, chosen)) {
        memcpy(chosen, s->chosen, p->n_units * sizeof *chosen);
    }
}

// Which of two all but equal places a label was left at depends on the road that the search took,
// and so on labels far away. Every label takes the cheapest place that is free, the first of
// equals: what nothing stands in the way of is then its own affair.
static void settle(state *s, sm_arena *scratch, const sm_label_problem *p, int32_t *chosen)
{
    start(s, scratch, p, chosen);
    bool moved = true;
    for (int round = 0; round < ROUNDS && moved; round++) {
        moved = false;
        for (size_t u = 0; u < p->n_units; u++) {
            int32_t before = s->chosen[u];
            set(s, u, SM_LABEL_NONE);
            set(s, u, cheapest_free(s, u));
            moved |= s->chosen[u] != before;
        }
    }
    memcpy(chosen, s->chosen, p->n_units * sizeof *chosen);
}

void sm_label_polish(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    state s;
    polish(&s, scratch, p, chosen);
    sm_arena_rewind(scratch, mark);
}

void sm_label_improve(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    state s;
    polish(&s, scratch, p, chosen);
    int32_t *best = sm_arena_alloc(scratch, p->n_units * sizeof *best);
    if (p->n_units) {
        memcpy(best, chosen, p->n_units * sizeof *best);
    }
    for (size_t pass = 0; pass < PASSES; pass++) {
        start(&s, scratch, p, chosen);
        anneal(&s, scratch, pass, best);
        if (sm_label_choice_cost(p, best) < sm_label_choice_cost(p, chosen)) {
            memcpy(chosen, best, p->n_units * sizeof *chosen);
        }
    }
    polish(&s, scratch, p, chosen);
    if (p->n_units) {
        settle(&s, scratch, p, chosen);
    }
    sm_arena_rewind(scratch, mark);
}

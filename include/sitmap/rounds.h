/** rounds: what stood on the ground, and on the table, when each round of talks was held.
 *
 *  Plain data, as rounds.xml says it: any number of rounds, parties, factors and issues, all named
 *  in
 *  the file. load fills it, report prints it, nobody changes it. Strings are cleaned UTF-8; NULL
 *  and
 *  0 mean "not said". docs/rounds.md explains the file.
 *
 *  Texts may hold references in braces, resolved when they are printed; load has checked them:
 *
 *      {note ID} {source ID} {figure ID} {round ID}   a mark that links to what it names
 *      {day} {date} {base} {held} {lost} {change} {lost-share} {change-share} {held-share}
 *                                                     computed for the round where the text stands
 */
#ifndef SITMAP_ROUNDS_H
#define SITMAP_ROUNDS_H

#include "sitmap/scene.h"
#include "sitmap/study.h"

/** One of those who negotiate. */
typedef struct sm_party {
    const char *id;
    int line;                // in rounds.xml, as in all below
    const char *side;        // of the study; NULL: it holds no ground
    sm_texts name, ground;   // `ground`: whose the ground is, where that is said otherwise
    sm_color tint, pen, ink; // ground; lines; letters on white
} sm_party;

/** A row of the comparison: something that differs from round to round. */
typedef struct sm_factor {
    const char *id;
    int line;
    sm_texts name;
} sm_factor;

typedef enum sm_issue_kind {
    SM_ISSUE_STEPS, // a position that is kept, or given up for a smaller one: it has levels
    SM_ISSUE_OFFERS // what a party could think of, or agreed to in the end
} sm_issue_kind;

/** Something that every party has a position on. */
typedef struct sm_issue {
    const char *id;
    int line;
    sm_issue_kind kind;
    sm_texts name, note;
} sm_issue;

/** What one party held on one issue in one round. */
typedef struct sm_position {
    int line;
    size_t party, issue; // indices
    int level;           // STEPS: 0 at first, one more for each step given up
    bool kept;           // as in the round before
    bool agreed;         // OFFERS: written into the final text
    sm_texts text;       // may be empty when kept
} sm_position;

/** How one factor stood in one round. */
typedef struct sm_reading {
    int line;
    size_t factor;
    int score; // 0 to 3: how far it favoured a settlement; -1: not said
    sm_texts text;
} sm_reading;

/** Something that happened on a day. */
typedef struct sm_event {
    int line;
    int32_t day;
    sm_texts text;
} sm_event;

typedef struct sm_events {
    sm_event *items;
    size_t count, cap;
} sm_events;

typedef struct sm_round {
    const char *id;
    int line;
    int32_t from, to;   // days of the talks, both inclusive
    const char *figure; // the map that it belongs to; NULL: none
    sm_texts name, when, place, mediator, negotiators, rank, situation, agreed, followed;
    sm_texts mark; // of the timeline, under the name: "truce 10 Oct, 12:00"
    sm_reading *readings;
    size_t n_readings, cap_readings;
    sm_position *positions;
    size_t n_positions, cap_positions;
    sm_events events;
    const char **sources; // ids
    size_t n_sources;
} sm_round;

/** A ceasefire on the timeline; `round` SIZE_MAX when it came of no round. */
typedef struct sm_truce {
    int line;
    int32_t from, to; // the day it was broken, at least `from`; INT32_MAX: it held
    double from_hour, to_hour;
    size_t round;
    sm_texts name, mark, fate;
} sm_truce;

/** A place that changed hands. */
typedef struct sm_capture {
    int line;
    int32_t day;
    bool disputed;
    sm_texts name, mark; // `mark`: instead of the date
} sm_capture;

typedef struct sm_theory {
    const char *id;
    int line;
    sm_texts name, when, text;
    size_t *rounds; // indices of those that it fits
    size_t n_rounds;
} sm_theory;

/** Where sources differ, or what else must be said. */
typedef struct sm_note {
    const char *id;
    int line;
    sm_texts title, text;
} sm_note;

typedef struct sm_citation {
    const char *id;
    int line;
    sm_texts text;
    const char *url; // NULL: none
} sm_citation;

/** A word of the program's own in other words or in another language. */
typedef struct sm_word {
    const char *key;
    int line;
    sm_texts text;
} sm_word;

typedef struct sm_rounds {
    const char *path;                         // as given, for messages
    const char *lang;                         // of texts without xml:lang
    sm_texts running, period, title, lead;    // head of the first page
    sm_texts positions_title, positions_lead; // head of the positions
    sm_texts theories_title, theories_note, sources_note;
    sm_texts disclaimer; // foot of every page
    bool has_span;
    int32_t first, last; // days of the timeline
    sm_texts begins;     // what the first day is
    size_t held, gained; // parties: whose area is followed, and who gained; SIZE_MAX: not said
    int32_t base;        // the day that the area counts from
    sm_party *parties;
    size_t n_parties, cap_parties;
    sm_factor *factors;
    size_t n_factors, cap_factors;
    sm_issue *issues;
    size_t n_issues, cap_issues;
    sm_round *rounds;
    size_t n_rounds, cap_rounds;
    sm_truce *truces;
    size_t n_truces, cap_truces;
    sm_capture *captures;
    size_t n_captures, cap_captures;
    sm_theory *theories;
    size_t n_theories, cap_theories;
    sm_note *notes;
    size_t n_notes, cap_notes;
    sm_citation *sources;
    size_t n_sources, cap_sources;
    sm_word *words;
    size_t n_words, cap_words;
} sm_rounds;

/** Index by id; SIZE_MAX when there is none. */
size_t sm_rounds_note(const sm_rounds *r, const char *id, size_t len);
/** The same for sources. */
size_t sm_rounds_source(const sm_rounds *r, const char *id, size_t len);
/** The same for rounds. */
size_t sm_rounds_round(const sm_rounds *r, const char *id, size_t len);

/** What stands between two braces of a text: {KIND} or {KIND ID}. */
typedef struct sm_brace {
    const char *kind, *id; // borrowed from the text; id NULL: none
    size_t kind_len, id_len;
    const char *end; // after the closing brace
} sm_brace;

/** Read the braces that open at `at` (which is '{'); false when they never close. */
bool sm_brace_read(const char *at, sm_brace *out);

#endif

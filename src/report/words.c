// The program's own words. rounds.xml may say any of them otherwise: <word key="agreed">...</word>.
#include "report/parts.h"

typedef struct entry {
    const char *key, *en, *uk;
} entry;

static const entry entries[] = {
    {"running", "Round summary", "Підсумок раундів"},
    {"rounds-truces", "Rounds, truces", "Раунди, перемир’я"},
    {"local-time", "truces from, local time", "перемир’я від, місцевий час"},
    {"area-held", "Area held", "Утримувана площа"},
    {"area-of", "km², of the {0} held on {1}", "км², із {0} станом на {1}"},
    {"area-rounded", "km², rounded; % of the {0} held on {1}",
     "км², округлено; % від {0} станом на {1}"},
    {"area-unknown", "not known", "невідомо"},
    {"held-by", "Held by {0}", "Утримує: {0}"},
    {"from-date", "from {0}", "з {0}"},
    {"places", "Places taken", "Зайняті місця"},
    {"places-note", "as announced", "за повідомленнями"},
    {"map-key", "Map key", "Позначення"},
    {"situation-on", "Situation as of {0}", "Обстановка на {0}"},
    {"figure", "Figure\u00A0{0}", "Рисунок\u00A0{0}"},
    {"figure-on-page", "Figure\u00A0{0}, p.\u00A0{1}", "Рисунок\u00A0{0}, с.\u00A0{1}"},
    {"since", "{0}, since {1}", "{0}, після {1}"},
    {"change-since", "since {0} (about {1})", "після {0} (близько {1})"},
    {"km2", "km²", "км²"},
    {"agreed", "What was agreed", "Про що домовилися"},
    {"followed", "What followed", "Що було далі"},
    {"factor", "Factor", "Чинник"},
    {"to", "to", "до"},
    {"score-note",
     "how far the factor favoured a settlement; an editorial reading of the sources, "
     "not a measurement.",
     "наскільки чинник сприяв домовленості; прочитання джерел, не вимірювання."},
    {"position", "Position", "Позиція"},
    {"on-the-ground", "On the ground", "На місцевості"},
    {"base-is-all", "{0} = 100%", "{0} = 100%"},
    {"still-held", "still held: {0}", "ще утримує: {0}"},
    {"unchanged", "unchanged", "без змін"},
    {"theories", "Readings", "Прочитання"},
    {"round-head", "Round", "Раунд"},
    {"round", "round", "раунд"},
    {"rounds", "rounds", "раунди"},
    {"date", "Date", "Дата"},
    {"change", "Change", "Зміна"},
    {"share-changed", "Share changed, %", "Змінилося, %"},
    {"since-base", "{0} since {1}", "{0} після {1}"},
    {"zones", "Area held by district", "Площа за районами"},
    {"zones-note",
     "km²; change of {0} against the date before; all districts in which {0} held "
     "ground",
     "км²; зміна ({0}) проти попередньої дати; усі райони, де {0} утримувала територію"},
    {"zone", "District", "Район"},
    {"outside", "elsewhere", "поза районами"},
    {"total", "All ground drawn", "Усього"},
    {"record", "The rounds in full", "Раунди докладно"},
    {"when", "When", "Коли"},
    {"place", "Place", "Місце"},
    {"mediator", "Mediator", "Посередник"},
    {"negotiators", "Negotiators", "Учасники"},
    {"rank", "Rank", "Рівень"},
    {"situation", "Situation on the ground", "Обстановка"},
    {"events", "What followed, by date", "Що було далі, за датами"},
    {"round-sources", "Sources", "Джерела"},
    {"notes", "Where sources differ", "Де джерела розходяться"},
    {"sources", "Sources", "Джерела"},
    {"bibliography", "Bibliography", "Бібліографія"},
    {"contents", "Contents", "Зміст"},
    {"figures", "Figures", "Рисунки"},
    {"sections", "Sections", "Розділи"},
    {"positions", "Positions", "Позиції"},
};

static const entry *find_entry(const char *key)
{
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        if (strcmp(entries[i].key, key) == 0) {
            return &entries[i];
        }
    }
    return NULL;
}

static const sm_word *find_word(const sm_rounds *rounds, const char *key)
{
    for (size_t i = 0; rounds && i < rounds->n_words; i++) {
        if (strcmp(rounds->words[i].key, key) == 0) {
            return &rounds->words[i];
        }
    }
    return NULL;
}

const char *press_word(const press *p, const char *key)
{
    const sm_word *own = find_word(p->in->rounds, key);
    if (own) {
        return sm_texts_in(&own->text, p->in->lang, NULL);
    }
    const entry *e = find_entry(key);
    bool ukrainian = strncmp(p->in->lang, "uk", 2) == 0 && strcspn(p->in->lang, "-_") == 2;
    return !e ? key : ukrainian ? e->uk : e->en;
}

const char *press_words(const press *p, const char *key, const char *zero, const char *one)
{
    sm_str out;
    sm_str_init(&out, p->arena);
    for (const char *at = press_word(p, key); *at; at++) {
        if (strncmp(at, "{0}", 3) == 0 || strncmp(at, "{1}", 3) == 0) {
            const char *value = at[1] == '0' ? zero : one;
            sm_str_puts(&out, value ? value : "");
            at += 2;
        } else {
            sm_str_add(&out, at, 1);
        }
    }
    return out.text;
}

const char *press_in(const press *p, const sm_texts *texts)
{
    const char *text = sm_texts_in(texts, p->in->lang, NULL);
    return text ? text : "";
}

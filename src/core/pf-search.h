/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be searched of a record: the name it is shown by, and its other words. Facts of a
 * child's health are never among them; days are not records, and are found by their date. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

/** PfSearchText: of one record. */
typedef struct {
  char *title; /* (owned) */
  char *words; /* (owned): may be empty */
} PfSearchText;

void pf_search_text_free (PfSearchText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfSearchText, pf_search_text_free)

/** Returns: (transfer full) (nullable): what can be searched of @record, of @collection; NULL where
 * nothing is. */
PfSearchText *pf_search_text_new (PfCollection collection, PfRecord *record);

/** Returns: whether each word of @query begins a word of @text, accents ignored; FALSE where @query
 * has no word: signs alone find nothing. */
gboolean pf_search_match (const char *query, const char *text);

/** PfSearchRange: a part of a text that was looked for, in bytes. */
typedef struct {
  guint start;
  guint end;
} PfSearchRange;

/** PfSearchHit: one record that was found. A plain value. */
typedef struct {
  PfCollection collection;
  char *id;       /* (owned) */
  char *title;    /* (owned), plain */
  GArray *titles; /* (owned) (element-type PfSearchRange): in @title */
  char *text;     /* (owned): some words of it around what was found, plain; may be empty */
  GArray *texts;  /* (owned) (element-type PfSearchRange): in @text */
  double rank;    /* the smaller the better; of one search at one town */
} PfSearchHit;

PfSearchHit *pf_search_hit_new (PfCollection collection, const char *id);
void pf_search_hit_free (PfSearchHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfSearchHit, pf_search_hit_free)

/**
 * pf_search_parse_day:
 * @today: weekdays and days without a year are the next ones from it on
 * @rest: (out) (optional): what @query says beside the day
 *
 * Finds a day in what was typed, in French or English: "jeudi", "12 décembre", "12/12",
 * "12 december 2026", "2026-12-12", "demain", "cantine jeudi".
 *
 * Returns: the day, PF_DAY_NONE where there is none.
 */
PfDay pf_search_parse_day (const char *query, PfDay today, char **rest);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * A form over one record, by tables of its fields: fills itself, checks what is typed, says what
 * differs. */
#pragma once

#include <adwaita.h>

#include "pf-record-family.h"

G_BEGIN_DECLS

/** PfEntryKind: what a field of a record takes. */
typedef enum {
  PF_ENTRY_TEXT,
  PF_ENTRY_DAY,
  PF_ENTRY_PAST_DAY, /* a birth date */
  PF_ENTRY_CONSENT,
  PF_ENTRY_CHOICE,
  PF_ENTRY_SWITCH,
  PF_ENTRY_EUROS,
  PF_ENTRY_SITE,
  PF_ENTRY_CIVILITY,
  PF_ENTRY_ALLERGENS,
  PF_ENTRY_VACCINES,
} PfEntryKind;

/** PfEntry: one field, static. */
typedef struct {
  const char *name;  /* the contract's */
  const char *label; /* N_() */
  PfEntryKind kind;
  gsize offset;               /* in the record */
  const char *want;           /* (nullable): what of PfChild.missing it answers */
  gboolean is_required;       /* starred */
  gboolean needs_agent;       /* a change waits for the town hall */
  const char *const *choices; /* CHOICE: N_(), by value, NULL-terminated */
} PfEntry;

/** PfEntryGroup: fields under one title, static. The last group of an array has no title. */
typedef struct {
  const char *title; /* N_() */
  const char *text;  /* (nullable): N_() */
  const PfEntry *entries;
  gsize n_entries;
} PfEntryGroup;

#define PF_TYPE_RECORD_FORM (pf_record_form_get_type ())
G_DECLARE_FINAL_TYPE (PfRecordForm, pf_record_form, PF, RECORD_FORM, GtkBox)

/** Signal "changed" (): the person changed something. */
GtkWidget *pf_record_form_new (const PfEntryGroup *groups, GListModel *sites);
/** Shows @record, which is of the groups' type; @edited (nullable): what the person had made of it.
 */
void pf_record_form_set_record (PfRecordForm *self, gpointer record, gpointer edited);
/** Returns: (transfer full): the record as the person has made it. */
gpointer pf_record_form_get_record (PfRecordForm *self);
/** Returns: whether something is typed that the record does not say: "the 21st". */
gboolean pf_record_form_is_unreadable (PfRecordForm *self);
/** Checks everything as it stands and marks what is wrong; the first wrong field takes the focus.
 * Returns: whether all is right. */
gboolean pf_record_form_check (PfRecordForm *self, PfDay today);
/** Marks the fields that answer one of @missing (element-type utf8). Returns: whether one does. */
gboolean pf_record_form_mark_missing (PfRecordForm *self, GPtrArray *missing);
/** Returns: whether an agent has to agree to some of what makes @edited of @record. */
gboolean pf_record_form_needs_agent (PfRecordForm *self, gpointer record, gpointer edited);
/** Shows what the town has now beside every field that says something else. */
void pf_record_form_show_town_values (PfRecordForm *self, gpointer record);
/** Shows the town's words at the field that ends @pointer. Returns: whether there is one. */
gboolean pf_record_form_point_at (PfRecordForm *self, const char *pointer, const char *words);
/** Lets the field that answers @want take the focus. */
gboolean pf_record_form_focus_want (PfRecordForm *self, const char *want);

/** Returns: (transfer none): what is still wanted, as people say it. */
const char *pf_want_text (const char *want);
/** Returns: (transfer none): an allergen, as people say it. */
const char *pf_allergen_text (const char *id);

G_END_DECLS

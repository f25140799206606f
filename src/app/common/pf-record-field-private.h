/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a form and its fields share. */
#pragma once

#include "pf-record-form.h"

G_BEGIN_DECLS

/* One field that is shown. */
typedef struct {
  const PfEntry *entry;
  GtkWidget *widget; /* the row that takes the value */
  GtkWidget *hint;   /* a line under it, for what is wrong */
  GPtrArray *parts;  /* (owned) (nullable): the rows of a list */
} PfRecordField;

struct _PfRecordForm {
  GtkBox parent_instance;

  const PfEntryGroup *groups;
  GListModel *sites; /* (owned) (nullable) */
  GPtrArray *fields; /* (element-type PfRecordField) (owned) */
  PfRecord *record;  /* (owned) (nullable) */
  gboolean is_filling;
};

/** How a kind of field makes, fills and reads its widget. */
typedef struct {
  GtkWidget *(*make) (PfRecordForm *self, PfRecordField *field);
  void (*fill) (PfRecordForm *self, PfRecordField *field, gpointer record);
  void (*read) (PfRecordForm *self, PfRecordField *field, gpointer record);
} PfRecordFieldKind;

/** By #PfEntryKind. */
extern const PfRecordFieldKind pf_record_field_kinds[];

void pf_record_field_free (PfRecordField *field);
/** Returns: (transfer full): what is typed, without blanks around it. */
char *pf_record_field_dup_text (GtkWidget *row);
/** Says @text (nullable) under the field. */
void pf_record_field_set_hint (PfRecordField *field, const char *text, gboolean is_wrong);
/** Returns: (transfer full) (nullable): what is wrong with it as it stands; NULL: nothing. */
char *pf_record_field_find_fault (PfRecordField *field, PfDay today);
/** Returns: whether what is typed says nothing that a record could take. */
gboolean pf_record_field_is_unreadable (PfRecordField *field);
/** Returns: the line under a field, empty. */
GtkWidget *pf_record_field_make_hint (void);
/** The person has changed a field. */
void pf_record_form_emit_changed (PfRecordForm *self);

G_END_DECLS

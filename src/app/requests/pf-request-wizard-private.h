/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wizard's members, for the files that implement it and for no other. */
#pragma once

#include <adwaita.h>

#include "common/pf-draft.h"
#include "pf-request-wizard.h"
#include "planning/pf-date-button.h"

G_BEGIN_DECLS

/** The most files that go with one request. */
#define PF_REQUEST_MAX_FILES 10

/** PfRequestStep: in order; a form has some of them. */
typedef enum {
  PF_REQUEST_APPOINTMENT,
  PF_REQUEST_INFORMATION,
  PF_REQUEST_QUESTIONS,
  PF_REQUEST_PAPERS,
  PF_REQUEST_RECAP,
  PF_N_REQUEST_STEPS,
} PfRequestStep;

struct _PfRequestWizard {
  GtkWidget parent_instance;

  PfHub *hub;         /* (owned) */
  PfSession *session; /* (owned) */
  PfForm *form;       /* (owned) */
  PfDraft *draft;     /* (owned) */
  GPtrArray *inputs;  /* (element-type PfFieldInput) (owned) */
  GPtrArray *places;  /* (element-type PfAttachments): one for each paper of the form */
  PfRequestStep step;
  gboolean is_filling;

  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *description;
  GtkLabel *progress;
  GtkStack *stack;
  GtkSwitch *appointment_switch;
  PfDateButton *appointment_day;
  AdwComboRow *appointment_time;
  GtkListBox *information;
  GtkListBox *questions;
  GtkBox *papers;
  GtkListBox *recap;
  GtkLabel *trouble;
  GtkWidget *back_button;
  GtkButton *next_button;
};

/** Returns: the appointment that is wished, PF_MOMENT_NONE where none is. */
PfMoment pf_request_wizard_get_appointment (PfRequestWizard *self);
/** Returns: (transfer full) (nullable): what is missing or wrong in the present step, as a
 * sentence. */
char *pf_request_wizard_check (PfRequestWizard *self);

G_END_DECLS

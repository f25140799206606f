/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forms of an account. Each step is one call to the town; a table says which rows it has. */
#include "config.h"

#include "pf-account-dialog.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "pf-field-mark.h"
#include "pf-new-password.h"
#include "pf-town-services.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAVE_DELAY 300 /* ms */

typedef enum {
  HAS_NAMES = 1 << 0,
  HAS_EMAIL = 1 << 1,
  HAS_CODE = 1 << 2,
  HAS_OLD_PASSWORD = 1 << 3,
  HAS_PASSWORD = 1 << 4,
  HAS_SUBSCRIBER = 1 << 5,
  HAS_TERMS = 1 << 6,
  HAS_RESEND = 1 << 7,  /* the mail can be sent again */
  HAS_RESTART = 1 << 8, /* back to the form of a sign-up */
} Has;

static const struct {
  const char *title;
  const char *description; /* %s: the address that the mail goes to, if HAS_RESEND */
  const char *apply;
  Has has;
} pages[PF_N_ACCOUNT_STEPS] = {
  [PF_ACCOUNT_SIGN_UP] = { N_("Create an Account"),
                           N_("The town sends you a mail, to be sure that the address is yours."),
                           N_("Create the Account"),
                           HAS_NAMES | HAS_EMAIL | HAS_PASSWORD | HAS_SUBSCRIBER | HAS_TERMS },
  [PF_ACCOUNT_ACTIVATE] = { N_("Your Code"),
                            N_("Type or paste the code, or the link, of the town’s mail."),
                            N_("Continue"), HAS_CODE },
  [PF_ACCOUNT_LOSE_PASSWORD] = { N_("Forgotten Password"),
                                 N_("The town sends you a mail with a code, by which you choose "
                                    "another password."),
                                 N_("Send the Mail"), HAS_EMAIL },
  [PF_ACCOUNT_CHOOSE_PASSWORD] = { N_("Choose a Password"),
                                   N_("Type or paste the code or the link of the mail, and the "
                                      "password to have from now on."),
                                   N_("Change the Password"), HAS_CODE | HAS_PASSWORD },
  [PF_ACCOUNT_CHANGE_PASSWORD] = { N_("Change the Password"),
                                   N_("Your other devices will have to sign in again."),
                                   N_("Change the Password"), HAS_OLD_PASSWORD | HAS_PASSWORD },
};

struct _PfAccountDialog {
  AdwWindow parent_instance;

  PfTownService *service;
  PfAccountStep step;
  PfAccountStep asked;       /* the step that the town is asked about */
  PfAccountCodeKind kind;    /* of the code that was typed */
  PfMoment until;            /* of the mail's code */
  GCancellable *cancellable; /* (nullable): of the call under way */
  guint save_source;
  gboolean is_done;

  AdwWindowTitle *title;
  GtkWidget *form;
  GtkLabel *description;
  GtkWidget *fields;
  GtkWidget *civility_row;
  GtkWidget *first_name_row;
  GtkWidget *last_name_row;
  GtkWidget *email_row;
  GtkWidget *code_row;
  GtkWidget *old_password_row;
  PfNewPassword *new_password;
  GtkWidget *subscriber_group;
  GtkWidget *subscriber_row;
  GtkWidget *terms_box;
  GtkWidget *terms_row;
  GtkWidget *terms_switch;
  GtkWidget *terms_link;
  GtkLabel *error_label;
  GtkLabel *notice_label;
  GtkWidget *apply_button;
  GtkWidget *resend_button;
  GtkWidget *restart_button;
  GtkRevealer *busy_revealer;
};

G_DEFINE_FINAL_TYPE (PfAccountDialog, pf_account_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
dup_text (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static Has
get_rows (PfAccountDialog *self)
{
  Has has = pages[self->step].has;
  gboolean knows_address = *get_text (self->email_row) != '\0';

  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_INVITATION)
    has |= HAS_PASSWORD | HAS_TERMS;
  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_RESET)
    has |= HAS_PASSWORD;
  if (self->until != PF_MOMENT_NONE && knows_address && (has & HAS_CODE))
    has |= HAS_RESEND;
  if ((has & HAS_RESEND) && self->step == PF_ACCOUNT_ACTIVATE)
    has |= HAS_RESTART;
  return has;
}

/* What was typed, for the step that the town is asked about. Returns: (transfer full) */
static PfAccountForm *
make_form (PfAccountDialog *self, PfAccountStep step)
{
  PfAccountForm *form = pf_account_form_new (step);

  form->civility = dup_text (self->civility_row);
  form->first_name = dup_text (self->first_name_row);
  form->last_name = dup_text (self->last_name_row);
  form->email = dup_text (self->email_row);
  form->subscriber_code = dup_text (self->subscriber_row);
  pf_account_code_parse (get_text (self->code_row), &form->code, NULL);
  if (*get_text (self->old_password_row) != '\0')
    form->old_password = g_strdup (get_text (self->old_password_row));
  if (get_rows (self) & HAS_PASSWORD)
    form->password = g_strdup (pf_new_password_get_text (self->new_password));
  form->terms_accepted = gtk_switch_get_active (GTK_SWITCH (self->terms_switch));
  return form;
}

/* Keeping what was typed */

static void
save (PfAccountDialog *self)
{
  g_autoptr (PfAccountForm) form = make_form (self, self->step);
  g_autofree char *town = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->is_done || self->step == PF_ACCOUNT_CHANGE_PASSWORD)
    return;
  g_object_get (self->service, "uri", &town, NULL);
  pf_account_draft_save (town, form, self->until);
}

static gboolean
save_cb (gpointer user_data)
{
  PfAccountDialog *self = user_data;

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* Showing */

static void
show_description (PfAccountDialog *self, Has has)
{
  PfMoment now = pf_town_service_get_now (self->service);
  g_autofree char *text = NULL;

  if ((has & HAS_RESEND) == 0)
    text = g_strdup (_(pages[self->step].description));
  else if (self->until < now)
    text = g_strdup (_("The time to use the mail’s code has passed. Ask again: what you typed is "
                       "still there, but for the password."));
  else
    text = g_strdup_printf (_("A mail is on its way to %s. It may take a few minutes; look among "
                              "the unwanted mails too. Type or paste its code or its link here. "
                              "You may close the app meanwhile."),
                            get_text (self->email_row));
  gtk_label_set_label (self->description, text);
}

static void
show_rows (PfAccountDialog *self)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (self->service);
  Has has = get_rows (self);
  const struct {
    GtkWidget *widget;
    gboolean is_visible;
  } rows[] = {
    { self->civility_row, has & HAS_NAMES },
    { self->first_name_row, has & HAS_NAMES },
    { self->last_name_row, has & HAS_NAMES },
    { self->email_row, has & HAS_EMAIL },
    { self->code_row, has & HAS_CODE },
    { self->old_password_row, has & HAS_OLD_PASSWORD },
    { GTK_WIDGET (self->new_password), has & HAS_PASSWORD },
    { self->subscriber_group, has & HAS_SUBSCRIBER },
    { self->terms_box, has & HAS_TERMS },
    { self->terms_link, discovery != NULL && discovery->legal_url != NULL },
    { self->resend_button, has & HAS_RESEND },
    { self->restart_button, has & HAS_RESTART },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i].widget, rows[i].is_visible != 0);
  show_description (self, has);
}

static void
clear_messages (PfAccountDialog *self)
{
  GtkWidget *rows[] = { self->first_name_row, self->last_name_row,    self->email_row,
                        self->code_row,       self->old_password_row, self->subscriber_row };

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    pf_field_mark (rows[i], NULL, FALSE);
}

static void
set_step (PfAccountDialog *self, PfAccountStep step)
{
  GtkWidget *first = self->new_password != NULL ? GTK_WIDGET (self->new_password) : NULL;
  Has has;

  self->step = step;
  clear_messages (self);
  show_rows (self);
  has = get_rows (self);
  gtk_window_set_title (GTK_WINDOW (self), _(pages[step].title));
  adw_window_title_set_title (self->title, _(pages[step].title));
  gtk_button_set_label (GTK_BUTTON (self->apply_button), _(pages[step].apply));
  if (has & HAS_NAMES)
    first = self->civility_row;
  else if (has & HAS_EMAIL)
    first = self->email_row;
  else if (has & HAS_CODE)
    first = self->code_row;
  else if (has & HAS_OLD_PASSWORD)
    first = self->old_password_row;
  gtk_widget_grab_focus (first);
}

static void
changed_cb (PfAccountDialog *self)
{
  PfAccountCodeKind kind;

  if (self->service == NULL)
    return;
  kind = pf_account_code_parse (get_text (self->code_row), NULL, NULL);
  clear_messages (self);
  if (kind != self->kind)
    {
      self->kind = kind;
      show_rows (self);
    }
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
}

/* Errors */

/* @row: (nullable): what is wrong */
static void
show_error (PfAccountDialog *self, GtkWidget *row, const char *text)
{
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  if (row == NULL)
    return;
  pf_field_mark (row, self->error_label, TRUE);
  gtk_widget_grab_focus (row);
}

static GtkWidget *
find_row (PfAccountDialog *self, const char *pointer)
{
  const struct {
    const char *pointer;
    GtkWidget *row;
  } rows[] = {
    { "/first_name", self->first_name_row },
    { "/last_name", self->last_name_row },
    { "/email", self->email_row },
    { "/code", self->code_row },
    { "/old_password", self->old_password_row },
    { "/subscriber_code", self->subscriber_row },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (pointer, rows[i].pointer) == 0)
      return rows[i].row;
  return NULL;
}

static gboolean
looks_like_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at, '.') != NULL && strchr (text, ' ') == NULL;
}

/* Returns: whether all is there; else what is missing is shown. */
static gboolean
check (PfAccountDialog *self)
{
  Has has = get_rows (self);
  g_autofree char *email = dup_text (self->email_row);
  g_autofree char *sentence = NULL;
  const struct {
    Has has;
    GtkWidget *row;
    gboolean is_wrong;
    const char *text;
  } rows[] = {
    { HAS_NAMES, self->first_name_row, *get_text (self->first_name_row) == '\0',
      N_("Type your first name.") },
    { HAS_NAMES, self->last_name_row, *get_text (self->last_name_row) == '\0',
      N_("Type your last name.") },
    { HAS_EMAIL, self->email_row, email == NULL || !looks_like_address (email),
      N_("Type your e-mail address: it looks like “claire.martin@example.org”.") },
    { HAS_CODE, self->code_row, self->kind == PF_ACCOUNT_CODE_NONE,
      N_("This is not a code of the town’s mail: it looks like “A-K7QPM-3XATR”. You may paste the "
         "whole link too.") },
    { HAS_OLD_PASSWORD, self->old_password_row, *get_text (self->old_password_row) == '\0',
      N_("Type your present password.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((has & rows[i].has) && rows[i].is_wrong)
      {
        show_error (self, rows[i].row, _(rows[i].text));
        return FALSE;
      }
  if (has & HAS_PASSWORD)
    sentence = pf_new_password_check (self->new_password, self->error_label);
  if (sentence != NULL)
    show_error (self, NULL, sentence);
  else if ((has & HAS_TERMS) && !gtk_switch_get_active (GTK_SWITCH (self->terms_switch)))
    show_error (self, self->terms_row, _("An account needs that you accept the terms of use."));
  else
    return TRUE;
  return FALSE;
}

/* Asking the town */

static void
finish (PfAccountDialog *self, const PfAccountAnswer *answer)
{
  const char *password = pf_new_password_get_text (self->new_password);

  self->is_done = TRUE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->step != PF_ACCOUNT_CHANGE_PASSWORD)
    pf_account_draft_remove ();
  g_signal_emit (self, done_signal, 0, answer->login, *password != '\0' ? password : NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
show_notice (PfAccountDialog *self, const char *text)
{
  gtk_label_set_label (self->notice_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), TRUE);
}

static void
take_answer (PfAccountDialog *self, const PfAccountAnswer *answer)
{
  if (answer->until != PF_MOMENT_NONE)
    self->until = answer->until;
  switch (self->asked)
    {
    case PF_ACCOUNT_SIGN_UP:
      set_step (self, PF_ACCOUNT_ACTIVATE);
      break;
    case PF_ACCOUNT_LOSE_PASSWORD:
      set_step (self, PF_ACCOUNT_CHOOSE_PASSWORD);
      show_notice (self, _("The mail is on its way."));
      break;
    case PF_ACCOUNT_RESEND:
      show_notice (self, _("The mail was sent again. Only the code of the last one is good."));
      break;
    case PF_ACCOUNT_ACTIVATE:
    case PF_ACCOUNT_CHOOSE_PASSWORD:
    case PF_ACCOUNT_CHANGE_PASSWORD:
    default:
      finish (self, answer);
      return;
    }
  save (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountAnswer) answer =
      pf_town_service_take_account_step_finish (PF_TOWN_SERVICE (source), result, &error);
  g_autofree char *text = NULL;

  if (self->service == NULL)
    return;
  g_clear_object (&self->cancellable);
  gtk_revealer_set_reveal_child (self->busy_revealer, FALSE);
  gtk_widget_set_sensitive (self->form, TRUE);
  if (answer != NULL)
    take_answer (self, answer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = pf_error_text (error);
      show_error (self, find_row (self, pf_client_error_get_pointer (error)), text);
    }
}

static void
ask (PfAccountDialog *self, PfAccountStep step)
{
  g_autoptr (PfAccountForm) form = make_form (self, step);

  save (self);
  clear_messages (self);
  self->asked = step;
  self->cancellable = g_cancellable_new ();
  /* An entry must lose the focus before it becomes insensitive, or GTK complains. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_revealer_set_reveal_child (self->busy_revealer, TRUE);
  pf_town_service_take_account_step_async (self->service, form, self->cancellable, answered_cb,
                                           g_object_ref (self));
}

static void
apply_cb (PfAccountDialog *self)
{
  if (!check (self))
    return;
  if (self->step == PF_ACCOUNT_ACTIVATE && self->kind == PF_ACCOUNT_CODE_RESET)
    ask (self, PF_ACCOUNT_CHOOSE_PASSWORD);
  else
    ask (self, self->step);
}

static void
resend_cb (PfAccountDialog *self)
{
  ask (self, self->step == PF_ACCOUNT_ACTIVATE ? PF_ACCOUNT_RESEND : PF_ACCOUNT_LOSE_PASSWORD);
}

static void
restart_cb (PfAccountDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  self->until = PF_MOMENT_NONE;
  set_step (self, PF_ACCOUNT_SIGN_UP);
}

static void
cancel_cb (PfAccountDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
pf_account_dialog_dispose (GObject *object)
{
  PfAccountDialog *self = PF_ACCOUNT_DIALOG (object);

  if (self->save_source != 0)
    save (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (pf_account_dialog_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, civility_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, old_password_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, new_password);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, subscriber_group);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, subscriber_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_box);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_row);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_switch);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, terms_link);
}

static void
pf_account_dialog_class_init (PfAccountDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_account_dialog_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (PF_TYPE_NEW_PASSWORD);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, description);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, resend_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, restart_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountDialog, busy_revealer);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, resend_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_account_dialog_init (PfAccountDialog *self)
{
  self->until = PF_MOMENT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_draft (PfAccountDialog *self, const PfAccountDraft *draft)
{
  const struct {
    GtkWidget *row;
    const char *text;
  } rows[] = {
    { self->civility_row, draft->form->civility },
    { self->first_name_row, draft->form->first_name },
    { self->last_name_row, draft->form->last_name },
    { self->email_row, draft->form->email },
    { self->subscriber_row, draft->form->subscriber_code },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].text != NULL)
      gtk_editable_set_text (GTK_EDITABLE (rows[i].row), rows[i].text);
  self->until = draft->until;
}

PfAccountDialog *
pf_account_dialog_present (GtkWindow            *parent,
                           PfTownService        *service,
                           PfAccountStep         step,
                           const PfAccountDraft *draft)
{
  const PfDiscovery *discovery;
  PfAccountDialog *self;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);

  self = g_object_new (PF_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);
  if (draft != NULL)
    take_draft (self, draft);
  self->service = g_object_ref (service);
  discovery = pf_town_service_get_discovery (service);
  if (discovery != NULL)
    {
      adw_window_title_set_subtitle (self->title, discovery->name);
      if (discovery->legal_url != NULL)
        gtk_link_button_set_uri (GTK_LINK_BUTTON (self->terms_link), discovery->legal_url);
    }
  gtk_window_present (GTK_WINDOW (self));
  set_step (self, step);
  return self;
}

PfAccountDialog *
pf_account_dialog_find (const char *town)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  PfAccountDialog *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      g_autofree char *uri = NULL;

      if (!PF_IS_ACCOUNT_DIALOG (window))
        continue;
      uri = pf_town_services_dup_uri (PF_ACCOUNT_DIALOG (window)->service);
      if (g_strcmp0 (uri, town) == 0)
        found = PF_ACCOUNT_DIALOG (window);
    }
  return found;
}

void
pf_account_dialog_give_code (PfAccountDialog *self, const char *code)
{
  g_return_if_fail (PF_IS_ACCOUNT_DIALOG (self));

  if ((pages[self->step].has & HAS_CODE) == 0)
    set_step (self, PF_ACCOUNT_ACTIVATE);
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), code);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->apply_button);
}

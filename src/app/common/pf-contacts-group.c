/* SPDX-License-Identifier: GPL-3.0-or-later
 * A group of rows over contacts, and the window in which one is written. */
#include "config.h"

#include "pf-contacts-group.h"

#include "pf-error-text.h"
#include "pf-form-draft.h"
#include "pf-landing.h"
#include "pf-merge-patch.h"
#include "pf-toast.h"

#include <glib/gi18n-lib.h>

/* What one group shows; it lives as long as its widget. */
typedef struct {
  AdwPreferencesGroup *group; /* (unowned) */
  PfSession *session;         /* (owned) */
  char *child;                /* (owned) (nullable) */
  GListModel *contacts;       /* (owned) */
  GPtrArray *rows;            /* (owned) */
} Contacts;

static const PfEntry entries[] = {
  { "first_name", N_("First name"), PF_ENTRY_TEXT, G_STRUCT_OFFSET (PfContact, first_name), NULL,
    TRUE },
  { "last_name", N_("Last name"), PF_ENTRY_TEXT, G_STRUCT_OFFSET (PfContact, last_name), NULL,
    TRUE },
  { "phone", N_("Telephone"), PF_ENTRY_TEXT, G_STRUCT_OFFSET (PfContact, phone) },
  { "relation", N_("Who it is to the child"), PF_ENTRY_TEXT,
    G_STRUCT_OFFSET (PfContact, relation) },
  { "may_fetch", N_("May fetch the child"), PF_ENTRY_SWITCH,
    G_STRUCT_OFFSET (PfContact, may_fetch) },
  { "is_emergency", N_("To be called in an emergency"), PF_ENTRY_SWITCH,
    G_STRUCT_OFFSET (PfContact, is_emergency) },
};

static const PfEntryGroup groups[] = {
  { N_("Authorised Person"), NULL, entries, G_N_ELEMENTS (entries) },
  { NULL },
};

static void
free_contacts (gpointer data)
{
  Contacts *contacts = data;

  g_clear_object (&contacts->contacts);
  g_clear_object (&contacts->session);
  g_clear_pointer (&contacts->rows, g_ptr_array_unref);
  g_free (contacts->child);
  g_free (contacts);
}

static void
failed_cb (PfFormDraft *draft, const GError *error, GtkWidget *widget)
{
  g_autofree char *text = pf_error_text (error);

  pf_toast_show (widget, text, NULL, NULL);
}

static void
save_cb (GtkWidget *window)
{
  PfFormDraft *draft = g_object_get_data (G_OBJECT (window), "draft");

  if (!pf_form_draft_check (draft))
    return;
  pf_form_draft_submit (draft);
  gtk_window_close (GTK_WINDOW (window));
}

/* Closing the window keeps the draft only until the next is written: nothing is sent. */
static void
cancel_cb (GtkWidget *window)
{
  pf_form_draft_discard (g_object_get_data (G_OBJECT (window), "draft"));
  gtk_window_close (GTK_WINDOW (window));
}

static void
show_window (Contacts *contacts, PfContact *contact)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (contacts->group));
  GtkWidget *form = pf_record_form_new (groups, NULL);
  PfFormDraft *draft =
      pf_form_draft_new (contacts->session, PF_SUBMISSION_CONTACT, PF_RECORD_FORM (form));
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *save = gtk_button_new_with_label (_("Save"));
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  gtk_window_set_title (GTK_WINDOW (window), _("Authorised Person"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 520);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);
  gtk_widget_add_css_class (form, "page");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "draft", draft, g_object_unref);
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "failed", G_CALLBACK (failed_cb), contacts->group, 0);
  pf_form_draft_show (draft, contact);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_cb (Contacts *contacts)
{
  g_autoptr (PfContact) contact = pf_record_new (PF_TYPE_CONTACT, "new");

  contact->child = g_strdup (contacts->child);
  contact->may_fetch = TRUE;
  show_window (contacts, contact);
}

static void
edit_cb (GtkWidget *row, Contacts *contacts)
{
  show_window (contacts, g_object_get_data (G_OBJECT (row), "contact"));
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (pf_session_submit_finish (PF_SESSION (source), result, &error) > 0)
    return;
  text = pf_error_text (error);
  pf_toast_show (widget, text, NULL, NULL);
}

static void
remove_cb (GtkWidget *button, Contacts *contacts)
{
  PfContact *contact = g_object_get_data (G_OBJECT (button), "contact");
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (PfSubmission) removal = pf_submission_new (PF_SUBMISSION_CONTACT_REMOVAL,
                                                        pf_record_get_id (PF_RECORD (contact)), 0,
                                                        body, NULL);

  pf_session_submit_async (contacts->session, removal, NULL, submitted_cb,
                           g_object_ref (contacts->group));
}

static char *
describe_contact (PfContact *contact)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (contact->relation != NULL)
    g_ptr_array_add (parts, contact->relation);
  if (contact->phone != NULL)
    g_ptr_array_add (parts, contact->phone);
  if (contact->may_fetch)
    g_ptr_array_add (parts, (gpointer) _("may fetch"));
  if (contact->is_emergency)
    g_ptr_array_add (parts, (gpointer) _("emergency"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_row (Contacts *contacts, PfContact *contact)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf ("%s %s", contact->first_name, contact->last_name);
  g_autofree char *subtitle = describe_contact (contact);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "contact", g_object_ref (contact), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "contact", g_object_ref (contact), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (edit_cb), contacts);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), contacts);
  pf_landing_mark (row, contacts->session, PF_COLLECTION_CONTACTS,
                   pf_record_get_id (PF_RECORD (contact)));
  adw_preferences_group_add (contacts->group, row);
  g_ptr_array_add (contacts->rows, row);
}

static void
contacts_changed_cb (GListModel *model, guint at, guint removed, guint added, Contacts *contacts)
{
  for (guint i = 0; i < contacts->rows->len; i++)
    adw_preferences_group_remove (contacts->group, g_ptr_array_index (contacts->rows, i));
  g_ptr_array_set_size (contacts->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PfContact) contact = g_list_model_get_item (model, i);

      if (contacts->child == NULL || contact->child == NULL ||
          g_strcmp0 (contact->child, contacts->child) == 0)
        add_row (contacts, contact);
    }
}

static void
destroyed_cb (GtkWidget *group, Contacts *contacts)
{
  g_signal_handlers_disconnect_by_data (contacts->contacts, contacts);
}

GtkWidget *
pf_contacts_group_new (PfSession *session, PfChild *child)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  Contacts *contacts = g_new0 (Contacts, 1);

  contacts->group = ADW_PREFERENCES_GROUP (group);
  contacts->session = g_object_ref (session);
  contacts->child = g_strdup (child != NULL ? pf_record_get_id (PF_RECORD (child)) : NULL);
  contacts->contacts = g_object_ref (pf_session_get_records (session, PF_COLLECTION_CONTACTS));
  contacts->rows = g_ptr_array_new ();
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _("Add an Authorised Person"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add an Authorised Person"), -1);
  adw_preferences_group_set_title (contacts->group, _("Authorised Persons"));
  adw_preferences_group_set_description (
      contacts->group, _("Who may fetch the child, or is called where no guardian answers."));
  adw_preferences_group_set_header_suffix (contacts->group, add);
  g_object_set_data_full (G_OBJECT (group), "contacts", contacts, free_contacts);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), contacts);
  g_signal_connect (contacts->contacts, "items-changed", G_CALLBACK (contacts_changed_cb),
                    contacts);
  g_signal_connect (group, "destroy", G_CALLBACK (destroyed_cb), contacts);
  contacts_changed_cb (contacts->contacts, 0, 0, 0, contacts);
  return group;
}

gboolean
pf_contacts_group_is_about (PfSession *session, PfSubmission *submission, const char *child)
{
  g_autoptr (PfContact) contact = NULL;

  if (submission->kind != PF_SUBMISSION_CONTACT &&
      submission->kind != PF_SUBMISSION_CONTACT_REMOVAL)
    return FALSE;
  if (submission->target != NULL)
    g_set_object (&contact,
                  pf_session_find_record (session, PF_COLLECTION_CONTACTS, submission->target));
  else
    {
      g_autoptr (PfContact) nobody = pf_record_new (PF_TYPE_CONTACT, "new");

      contact = pf_merge_patch_apply (nobody, submission->body, NULL, NULL);
    }
  return contact != NULL && (contact->child == NULL || g_strcmp0 (contact->child, child) == 0);
}

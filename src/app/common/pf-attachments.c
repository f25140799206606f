/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of files to send, and all ways into it. */
#include "config.h"

#include "pf-attachments-private.h"

#include "pf-error-text.h"
#include "pf-file-type.h"
#include "pf-list-box.h"
#include "pf-picture.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_LIMIT 20
/* What is larger is not even read to be made smaller. */
#define MAX_READ (64 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (PfAttachments, pf_attachments, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One file on its way into the list. */
typedef struct {
  PfAttachments *self; /* (owned) */
  char *name;
  gsize original_size; /* 0 = as it was */
} Taking;

static Taking *
taking_new (PfAttachments *self, const char *name)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->self = g_object_ref (self);
  taking->name = g_strdup (name);
  return taking;
}

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->self);
  g_free (taking->name);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

/* Showing */

static void
update (PfAttachments *self)
{
  gboolean is_full = self->files->len >= self->limit;

  gtk_widget_set_visible (GTK_WIDGET (self->list), self->files->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->n_busy > 0);
  gtk_spinner_set_spinning (self->spinner, self->n_busy > 0);
  gtk_widget_set_sensitive (self->choose_button, !is_full);
  gtk_widget_set_sensitive (self->paste_button, !is_full);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
pf_attachments_tell (PfAttachments *self, const char *sentence, gboolean can_shrink)
{
  if (sentence != NULL)
    gtk_label_set_label (self->trouble, sentence);
  gtk_widget_set_visible (self->shrink_button, can_shrink);
  gtk_button_set_label (GTK_BUTTON (self->forget_button),
                        can_shrink ? _("Leave It Out") : _("Close"));
  gtk_widget_set_visible (self->trouble_box, sentence != NULL);
}

static void
forget_offer (PfAttachments *self)
{
  g_clear_pointer (&self->offered_name, g_free);
  g_clear_pointer (&self->offered_bytes, g_bytes_unref);
  pf_attachments_tell (self, NULL, FALSE);
}

/* What was said of another file of the same drop stays. */
static void
tell_too (PfAttachments *self, const char *sentence)
{
  g_autofree char *before = gtk_widget_get_visible (self->trouble_box)
                                ? g_strconcat (gtk_label_get_label (self->trouble), "\n", NULL)
                                : g_strdup ("");
  g_autofree char *text = g_strconcat (before, sentence, NULL);

  pf_attachments_tell (self, text, self->offered_name != NULL);
}

static void
tell_error (PfAttachments *self, const char *name, const GError *error)
{
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  why = pf_error_text (error);
  /* Translators: a file's name, then why it was not added. */
  text = g_strdup_printf (_("“%s” was not added. %s"), name, why);
  tell_too (self, text);
}

static void
removed_cb (GtkWidget *button, PfAttachments *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  g_ptr_array_remove_index (self->files, (guint) index);
  gtk_list_box_remove (self->list, row);
  update (self);
}

/* Returns: (transfer full): "2.1 MB, made smaller (was 9.2 MB)". */
static char *
describe_size (PfAttachments *self, const PfFile *file)
{
  gpointer original = g_hash_table_lookup (self->originals, file->digest);
  g_autofree char *size = g_format_size ((guint64) file->size);
  g_autofree char *before = NULL;

  if (g_hash_table_contains (self->known, file->digest))
    /* Translators: %s is a size, "2.1 MB". */
    return g_strdup_printf (_("%s, the town has it already"), size);
  if (original == NULL)
    return g_steal_pointer (&size);
  before = g_format_size (GPOINTER_TO_SIZE (original));
  /* Translators: two sizes: "2.1 MB, made smaller (it had 9.2 MB)". */
  return g_strdup_printf (_("%s, made smaller (it had %s)"), size, before);
}

static void
append_row (PfAttachments *self, const PfFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *size = describe_size (self, file);
  g_autofree char *label = g_strdup_printf (_("Remove “%s”"), file->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, 0);
}

/* Taking */

static gboolean
has_digest (PfAttachments *self, const char *digest)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_strcmp0 (((PfFile *) self->files->pdata[i])->digest, digest) == 0)
      return TRUE;
  return FALSE;
}

static void
append_file (PfAttachments *self, const PfFile *file)
{
  if (has_digest (self, file->digest))
    {
      g_autofree char *text = g_strdup_printf (_("“%s” is in the list already."), file->name);

      tell_too (self, text);
      return;
    }
  if (self->files->len >= self->limit)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("No more than %u file can be sent at once.",
                                     "No more than %u files can be sent at once.", self->limit),
                           self->limit);

      tell_too (self, text);
      return;
    }
  g_ptr_array_add (self->files, pf_file_copy (file));
  append_row (self, file);
}

static void
begin_taking (PfAttachments *self)
{
  self->n_busy++;
  update (self);
}

static void
end_taking (PfAttachments *self)
{
  self->n_busy--;
  update (self);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  PfAttachments *self = taking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfFile) file = pf_session_put_bytes_finish (PF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (file != NULL)
    {
      if (taking->original_size > 0)
        g_hash_table_insert (self->originals, g_strdup (file->digest),
                             GSIZE_TO_POINTER (taking->original_size));
      append_file (self, file);
    }
  else
    tell_error (self, taking->name, error);
  end_taking (self);
}

static void
put_bytes (Taking *taking, GBytes *bytes)
{
  PfAttachments *self = taking->self;

  begin_taking (self);
  pf_session_put_bytes_async (self->session, taking->name, bytes, self->is_secret,
                              self->cancellable, put_cb, taking);
}

static void
shrunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  PfAttachments *self = taking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) smaller = pf_picture_shrink_finish (result, &error);

  if (self->session == NULL)
    return;
  if (smaller != NULL)
    put_bytes (g_steal_pointer (&taking), smaller);
  else
    tell_error (self, taking->name, error);
  end_taking (self);
}

/* Returns: (transfer full): @name as a JPEG's. */
static char *
name_copy (const char *name)
{
  const char *dot = strrchr (name, '.');

  return g_strdup_printf ("%.*s.jpg", dot != NULL ? (int) (dot - name) : (int) strlen (name), name);
}

static void
shrink (PfAttachments *self, const char *name, GBytes *bytes)
{
  g_autofree char *copy = name_copy (name);
  Taking *taking = taking_new (self, copy);

  taking->original_size = g_bytes_get_size (bytes);
  begin_taking (self);
  pf_picture_shrink_async (bytes, PF_UPLOAD_MAX, self->cancellable, shrunk_cb, taking);
}

static void
offer_shrinking (PfAttachments *self, const char *name, GBytes *bytes)
{
  g_autofree char *size = g_format_size (g_bytes_get_size (bytes));
  g_autofree char *text =
      /* Translators: a file's name and its size. */
      g_strdup_printf (_("“%s” has %s; the town takes 6 MB at most. A smaller copy stays easy to "
                         "read."),
                       name, size);

  g_free (self->offered_name);
  g_clear_pointer (&self->offered_bytes, g_bytes_unref);
  self->offered_name = g_strdup (name);
  self->offered_bytes = g_bytes_ref (bytes);
  tell_too (self, text);
}

/* Why a file is not added; each sentence has the file's name in it. */
typedef enum {
  TROUBLE_HEIC,
  TROUBLE_KIND,
  TROUBLE_LARGE_PDF,
  TROUBLE_NO_FILE,
  TROUBLE_FAR_TOO_LARGE,
} Trouble;

static void
refuse (PfAttachments *self, const char *name, Trouble trouble)
{
  /* Translators: these stand after a file's name: “photo.heic”: … */
  static const char *const sentences[] = {
    [TROUBLE_HEIC] = N_("this is a HEIC picture, which the town cannot read. Save it as JPEG on "
                        "the telephone, or send a screenshot of it."),
    [TROUBLE_KIND] = N_("this is no PDF, JPEG or PNG, whatever its name says. The town takes only "
                        "these."),
    [TROUBLE_LARGE_PDF] = N_("this has more than 6 MB, the most that the town takes. Scan it with "
                             "less detail, or split it into several files."),
    [TROUBLE_NO_FILE] = N_("this is no file."),
    [TROUBLE_FAR_TOO_LARGE] = N_("this is far too large."),
  };
  /* Translators: a file's name, then why it was not added. */
  g_autofree char *text = g_strdup_printf (_("“%s”: %s"), name, _(sentences[trouble]));

  tell_too (self, text);
}

void
pf_attachments_add_bytes (PfAttachments *self, const char *name, GBytes *bytes)
{
  PfFileType type;

  g_return_if_fail (PF_IS_ATTACHMENTS (self) && self->session != NULL);
  g_return_if_fail (name != NULL && bytes != NULL);

  type = pf_file_type_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (self->n_busy == 0)
    forget_offer (self);
  if (type == PF_FILE_TYPE_HEIC && pf_picture_can_read_heic ())
    shrink (self, name, bytes);
  else if (type == PF_FILE_TYPE_HEIC)
    refuse (self, name, TROUBLE_HEIC);
  else if (!pf_file_type_is_accepted (type))
    refuse (self, name, TROUBLE_KIND);
  else if (g_bytes_get_size (bytes) <= PF_UPLOAD_MAX)
    put_bytes (taking_new (self, name), bytes);
  else if (type == PF_FILE_TYPE_PDF)
    refuse (self, name, TROUBLE_LARGE_PDF);
  else
    offer_shrinking (self, name, bytes);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  PfAttachments *self = taking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (self->session == NULL)
    return;
  if (bytes != NULL)
    pf_attachments_add_bytes (self, taking->name, bytes);
  else
    tell_error (self, taking->name, error);
  end_taking (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  PfAttachments *self = taking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (self->session == NULL)
    return;
  if (info == NULL)
    tell_error (self, taking->name, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    refuse (self, taking->name, TROUBLE_NO_FILE);
  else if (g_file_info_get_size (info) > MAX_READ)
    refuse (self, taking->name, TROUBLE_FAR_TOO_LARGE);
  else
    {
      begin_taking (self);
      g_file_load_bytes_async (G_FILE (source), self->cancellable, read_cb,
                               g_steal_pointer (&taking));
    }
  end_taking (self);
}

void
pf_attachments_add_file (PfAttachments *self, GFile *file)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PF_IS_ATTACHMENTS (self) && self->session != NULL);
  g_return_if_fail (G_IS_FILE (file));

  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  if (self->n_busy == 0)
    forget_offer (self);
  begin_taking (self);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable, looked_cb,
                           taking_new (self, name));
}

static void
shrink_cb (PfAttachments *self)
{
  g_autofree char *name = g_steal_pointer (&self->offered_name);
  g_autoptr (GBytes) bytes = g_steal_pointer (&self->offered_bytes);

  forget_offer (self);
  if (bytes != NULL)
    shrink (self, name, bytes);
}

static void
forget_cb (PfAttachments *self)
{
  forget_offer (self);
}

static void
pf_attachments_dispose (GObject *object)
{
  PfAttachments *self = PF_ATTACHMENTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_attachments_parent_class)->dispose (object);
}

static void
pf_attachments_finalize (GObject *object)
{
  PfAttachments *self = PF_ATTACHMENTS (object);

  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->originals);
  g_hash_table_unref (self->known);
  g_object_unref (self->cancellable);
  g_free (self->offered_name);
  g_clear_pointer (&self->offered_bytes, g_bytes_unref);
  G_OBJECT_CLASS (pf_attachments_parent_class)->finalize (object);
}

static void
pf_attachments_class_init (PfAttachmentsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = pf_attachments_dispose;
  object_class->finalize = pf_attachments_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PF_TYPE_ATTACHMENTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-attachments.ui");
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, box);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, list);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, trouble);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, forget_button);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, shrink_button);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, spinner);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, choose_button);
  gtk_widget_class_bind_template_child (widget_class, PfAttachments, paste_button);
  gtk_widget_class_bind_template_callback (widget_class, pf_attachments_choose);
  gtk_widget_class_bind_template_callback (widget_class, pf_attachments_paste);
  gtk_widget_class_bind_template_callback (widget_class, shrink_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
pf_attachments_init (PfAttachments *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->originals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->limit = DEFAULT_LIMIT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  pf_attachments_accept_drops (self, self->drop_zone);
}

void
pf_attachments_set_session (PfAttachments *self, PfSession *session)
{
  g_return_if_fail (PF_IS_ATTACHMENTS (self));
  g_return_if_fail (PF_IS_SESSION (session));

  g_set_object (&self->session, session);
}

void
pf_attachments_set_secret (PfAttachments *self, gboolean is_secret)
{
  g_return_if_fail (PF_IS_ATTACHMENTS (self));

  self->is_secret = is_secret;
}

void
pf_attachments_set_limit (PfAttachments *self, guint limit)
{
  g_return_if_fail (PF_IS_ATTACHMENTS (self));

  self->limit = limit;
}

GPtrArray *
pf_attachments_get_files (PfAttachments *self)
{
  g_return_val_if_fail (PF_IS_ATTACHMENTS (self), NULL);

  return self->files;
}

void
pf_attachments_set_files (PfAttachments *self, GPtrArray *files)
{

  g_return_if_fail (PF_IS_ATTACHMENTS (self));

  g_ptr_array_set_size (self->files, 0);
  pf_list_box_clear (self->list);
  for (guint i = 0; files != NULL && i < files->len; i++)
    append_file (self, files->pdata[i]);
  forget_offer (self);
  update (self);
}

gboolean
pf_attachments_is_busy (PfAttachments *self)
{
  g_return_val_if_fail (PF_IS_ATTACHMENTS (self), FALSE);

  return self->n_busy > 0;
}

void
pf_attachments_add_known (PfAttachments *self, const PfFile *file)
{
  g_return_if_fail (PF_IS_ATTACHMENTS (self));
  g_return_if_fail (file != NULL && file->digest != NULL);

  forget_offer (self);
  if (!has_digest (self, file->digest))
    g_hash_table_add (self->known, g_strdup (file->digest));
  append_file (self, file);
  update (self);
}

gboolean
pf_attachments_is_known (PfAttachments *self, const PfFile *file)
{
  g_return_val_if_fail (PF_IS_ATTACHMENTS (self), FALSE);

  return g_hash_table_contains (self->known, file->digest);
}

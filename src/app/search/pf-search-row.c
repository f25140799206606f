/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row of what was found, what was looked for in bold. */
#include "config.h"

#include "pf-search-row.h"

#include <string.h>

struct _PfSearchRow {
  AdwActionRow parent_instance;

  PfSearchKind kind;
  char *action;     /* (owned), with its group */
  GVariant *target; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PfSearchRow, pf_search_row, ADW_TYPE_ACTION_ROW)

static void
pf_search_row_finalize (GObject *object)
{
  PfSearchRow *self = PF_SEARCH_ROW (object);

  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);
  G_OBJECT_CLASS (pf_search_row_parent_class)->finalize (object);
}

static void
pf_search_row_class_init (PfSearchRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_search_row_finalize;
}

static void
pf_search_row_init (PfSearchRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
}

/* @ranges: (nullable). Returns: (transfer full): @text as markup, with @ranges in bold. */
static char *
mark_ranges (const char *text, GArray *ranges)
{
  GString *markup = g_string_new (NULL);
  guint n_ranges = ranges != NULL ? ranges->len : 0;
  gsize length = strlen (text);
  gsize at = 0;

  for (guint i = 0; i <= n_ranges; i++)
    {
      PfSearchRange range = { (guint) length, (guint) length };
      g_autofree char *before = NULL;
      g_autofree char *found = NULL;

      if (i < n_ranges)
        range = g_array_index (ranges, PfSearchRange, i);
      before = g_markup_escape_text (text + at, (gssize) (range.start - at));
      found = g_markup_escape_text (text + range.start, (gssize) (range.end - range.start));
      g_string_append_printf (markup, *found != '\0' ? "%s<b>%s</b>" : "%s%s", before, found);
      at = range.end;
    }
  return g_string_free (markup, FALSE);
}

GtkWidget *
pf_search_row_new (const PfSearchResult *result)
{
  PfSearchRow *self;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *town = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (result != NULL, NULL);

  self = g_object_new (PF_TYPE_SEARCH_ROW, NULL);
  self->kind = result->kind;
  self->action = g_strconcat ("app.", result->action, NULL);
  self->target = g_variant_ref (result->target);
  title = mark_ranges (result->title, result->titles);
  text = mark_ranges (result->text, result->texts);
  town = result->town != NULL ? g_markup_escape_text (result->town, -1) : NULL;
  subtitle = g_strdup_printf ("%s%s%s", town != NULL ? town : "",
                              town != NULL && *text != '\0' ? " · " : "", text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  return GTK_WIDGET (self);
}

PfSearchKind
pf_search_row_get_kind (PfSearchRow *self)
{
  g_return_val_if_fail (PF_IS_SEARCH_ROW (self), PF_SEARCH_KIND_DAYS);

  return self->kind;
}

void
pf_search_row_open (PfSearchRow *self)
{
  g_return_if_fail (PF_IS_SEARCH_ROW (self));

  gtk_widget_activate_action_variant (GTK_WIDGET (self), self->action, self->target);
}

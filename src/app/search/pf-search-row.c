/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of what was found. */
#include "config.h"

#include "pf-search-row.h"

#include "common/pf-date-text.h"
#include "pf-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PfSearchRow {
  AdwActionRow parent_instance;

  PfSearchKind kind;
  char *page; /* (owned) (nullable): a page's name */

  /* a record */
  PfSession *session; /* (owned) (nullable) */
  PfCollection collection;
  char *id; /* (owned) (nullable) */

  /* a day */
  PfDay day;
  PfChild *child;       /* (owned) (nullable) */
  PfActivity *activity; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PfSearchRow, pf_search_row, ADW_TYPE_ACTION_ROW)

static const char *const titles[PF_N_SEARCH_KINDS] = {
  [PF_SEARCH_KIND_DAYS] = N_("Days"),           [PF_SEARCH_KIND_PAGES] = N_("Pages"),
  [PF_SEARCH_KIND_CHILDREN] = N_("Children"),   [PF_SEARCH_KIND_ENROLMENTS] = N_("Enrolments"),
  [PF_SEARCH_KIND_INVOICES] = N_("Invoices"),   [PF_SEARCH_KIND_DOCUMENTS] = N_("Documents"),
  [PF_SEARCH_KIND_MESSAGES] = N_("Messages"),   [PF_SEARCH_KIND_REQUESTS] = N_("Requests"),
  [PF_SEARCH_KIND_NEWS] = N_("News"),           [PF_SEARCH_KIND_MENUS] = N_("Menus"),
  [PF_SEARCH_KIND_HOUSEHOLD] = N_("Household"),
};

static const struct {
  PfCollection collection;
  PfSearchKind kind;
} kinds[] = {
  { PF_COLLECTION_CHILDREN, PF_SEARCH_KIND_CHILDREN },
  { PF_COLLECTION_ACTIVITIES, PF_SEARCH_KIND_ENROLMENTS },
  { PF_COLLECTION_ENROLMENTS, PF_SEARCH_KIND_ENROLMENTS },
  { PF_COLLECTION_INVOICES, PF_SEARCH_KIND_INVOICES },
  { PF_COLLECTION_PAYMENTS, PF_SEARCH_KIND_INVOICES },
  { PF_COLLECTION_REQUIREMENTS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_DOCUMENTS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_PAPERS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_SERVICES, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_THREADS, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_MESSAGES, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_FORMS, PF_SEARCH_KIND_REQUESTS },
  { PF_COLLECTION_REQUESTS, PF_SEARCH_KIND_REQUESTS },
  { PF_COLLECTION_NEWS, PF_SEARCH_KIND_NEWS },
  { PF_COLLECTION_MENUS, PF_SEARCH_KIND_MENUS },
  { PF_COLLECTION_GUARDIANS, PF_SEARCH_KIND_HOUSEHOLD },
  { PF_COLLECTION_CONTACTS, PF_SEARCH_KIND_HOUSEHOLD },
};

static void
pf_search_row_finalize (GObject *object)
{
  PfSearchRow *self = PF_SEARCH_ROW (object);

  g_free (self->page);
  g_free (self->id);
  g_clear_object (&self->session);
  g_clear_object (&self->child);
  g_clear_object (&self->activity);
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

/* Returns: (transfer full): @text with @ranges (element-type PfSearchRange) in bold. */
static char *
mark_ranges (const char *text, GArray *ranges)
{
  GString *markup = g_string_new (NULL);
  gsize length = strlen (text);
  gsize at = 0;

  for (guint i = 0; i <= ranges->len; i++)
    {
      PfSearchRange range = { (guint) length, (guint) length };
      g_autofree char *before = NULL;
      g_autofree char *found = NULL;

      if (i < ranges->len)
        range = g_array_index (ranges, PfSearchRange, i);
      before = g_markup_escape_text (text + at, (gssize) (range.start - at));
      found = g_markup_escape_text (text + range.start, (gssize) (range.end - range.start));
      g_string_append_printf (markup, *found != '\0' ? "%s<b>%s</b>" : "%s%s", before, found);
      at = range.end;
    }
  return g_string_free (markup, FALSE);
}

static void
set_texts (PfSearchRow *self, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

int
pf_search_kind_of (PfCollection collection)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].collection == collection)
      return (int) kinds[i].kind;
  return -1;
}

const char *
pf_search_kind_get_title (PfSearchKind kind)
{
  g_return_val_if_fail (kind < PF_N_SEARCH_KINDS, NULL);

  return _(titles[kind]);
}

/* Returns: (transfer full): markup: a menu is known by its day, all others by their title. */
static char *
make_title (const PfHubHit *hit)
{
  const char *slash = strrchr (hit->found->id, '/');
  PfDay day = hit->found->collection == PF_COLLECTION_MENUS && slash != NULL
                  ? pf_day_parse (slash + 1)
                  : PF_DAY_NONE;
  g_autofree char *heading = NULL;

  if (day == PF_DAY_NONE)
    return mark_ranges (hit->found->title, hit->found->titles);
  heading = pf_date_text_day_heading (day, pf_session_get_today (hit->session));
  return g_markup_escape_text (heading, -1);
}

GtkWidget *
pf_search_row_new_hit (const PfHubHit *hit, const char *town)
{
  PfSearchRow *self = g_object_new (PF_TYPE_SEARCH_ROW, NULL);
  g_autofree char *title = make_title (hit);
  g_autofree char *text = mark_ranges (hit->found->text, hit->found->texts);
  g_autofree char *where = town != NULL ? g_markup_escape_text (town, -1) : NULL;
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", where != NULL ? where : "",
                                               where != NULL && *text != '\0' ? " · " : "", text);

  self->kind = (PfSearchKind) MAX (0, pf_search_kind_of (hit->found->collection));
  self->session = g_object_ref (hit->session);
  self->collection = hit->found->collection;
  self->id = g_strdup (hit->found->id);
  set_texts (self, title, subtitle);
  return GTK_WIDGET (self);
}

GtkWidget *
pf_search_row_new_day (PfDay day, PfDay today, PfChild *child, PfActivity *activity)
{
  PfSearchRow *self = g_object_new (PF_TYPE_SEARCH_ROW, NULL);
  g_autofree char *title = pf_date_text_day_heading (day, today);
  g_autofree char *relative = pf_date_text_relative_day (day, today);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s%s%s", relative, child != NULL ? " · " : "",
                                               child != NULL ? child->first_name : "",
                                               activity != NULL ? " · " : "",
                                               activity != NULL ? activity->name : "");
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  self->kind = PF_SEARCH_KIND_DAYS;
  self->day = day;
  g_set_object (&self->child, child);
  g_set_object (&self->activity, activity);
  set_texts (self, title, escaped);
  return GTK_WIDGET (self);
}

GtkWidget *
pf_search_row_new_page (const char *name, const char *title)
{
  PfSearchRow *self = g_object_new (PF_TYPE_SEARCH_ROW, NULL);

  self->kind = PF_SEARCH_KIND_PAGES;
  self->page = g_strdup (name);
  set_texts (self, title, "");
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
  GtkRoot *root;

  g_return_if_fail (PF_IS_SEARCH_ROW (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!PF_IS_WINDOW (root))
    return;
  if (self->page != NULL)
    pf_window_show_page (PF_WINDOW (root), self->page);
  else if (self->session != NULL)
    pf_window_open (PF_WINDOW (root), self->session, self->collection, self->id);
  else
    pf_window_show_days (PF_WINDOW (root), self->day, self->child, self->activity);
}

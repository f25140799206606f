/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of menus. */
#include "config.h"

#include "pf-menus-page.h"

#include "common/pf-allergens.h"
#include "common/pf-date-text.h"
#include "common/pf-landing.h"
#include "common/pf-toast.h"
#include "pf-menu-day.h"
#include "pf-menu-find.h"
#include "pf-menu-text.h"
#include "printing/pf-menu-sheet.h"
#include "printing/pf-print.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define DAYS_PER_WEEK 7
#define DAY_WIDTH 160

/* Canteen: what can be chosen. */
typedef struct {
  PfSession *session; /* (owned) */
  char *site;         /* (owned) (nullable): NULL = all canteens of the town */
} Canteen;

struct _PfMenusPage {
  GtkWidget parent_instance;

  PfHub *hub;             /* (owned) */
  GListModel *menus;      /* (owned) (element-type PfMenu) */
  GPtrArray *canteens;    /* (owned) (element-type Canteen) */
  Canteen *wanted;        /* (owned) (nullable): to be chosen once the menus are read */
  PfAllergens *allergens; /* (unowned): the hub's */
  PfDay monday;           /* of the week that is shown */
  PfDay home;             /* the Monday that the page opens on */
  gboolean is_filling;    /* the choice of canteens is being made */

  GtkStack *stack;
  GtkLabel *week_label;
  GtkWidget *home_button;
  GtkDropDown *site_drop_down;
  GtkLabel *note_label;
  GtkWidget *allergies_box;
  GtkFlowBox *days;
};

G_DEFINE_FINAL_TYPE (PfMenusPage, pf_menus_page, GTK_TYPE_WIDGET)

static void
canteen_free (Canteen *canteen)
{
  g_object_unref (canteen->session);
  g_free (canteen->site);
  g_free (canteen);
}

static Canteen *
canteen_new (PfSession *session, const char *site)
{
  Canteen *canteen = g_new0 (Canteen, 1);

  canteen->session = g_object_ref (session);
  canteen->site = g_strdup (site);
  return canteen;
}

/* Canteens */

static Canteen *
get_canteen (PfMenusPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->site_drop_down);

  return selected < self->canteens->len ? g_ptr_array_index (self->canteens, selected) : NULL;
}

static gboolean
has_canteen (GPtrArray *canteens, PfSession *session, const char *site)
{
  for (guint i = 0; i < canteens->len; i++)
    {
      const Canteen *canteen = g_ptr_array_index (canteens, i);

      if (canteen->session == session && g_strcmp0 (canteen->site, site) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_canteen (GPtrArray *canteens, PfSession *session, const char *site)
{
  if (!has_canteen (canteens, session, site))
    g_ptr_array_add (canteens, canteen_new (session, site));
}

/* The children's schools first, then the other sites that have menus. */
static GPtrArray *
list_canteens (PfMenusPage *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  GPtrArray *canteens = g_ptr_array_new_with_free_func ((GDestroyNotify) canteen_free);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      GListModel *children = pf_session_get_children (session);

      for (guint k = 0; k < g_list_model_get_n_items (children); k++)
        {
          g_autoptr (PfChild) child = g_list_model_get_item (children, k);

          if (child->school_site != NULL)
            add_canteen (canteens, session, child->school_site);
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->menus); i++)
    {
      g_autoptr (PfMenu) menu = g_list_model_get_item (self->menus, i);
      PfSession *session = pf_hub_find_session (self->hub, menu);

      if (session != NULL && menu->site != NULL)
        add_canteen (canteens, session, menu->site);
      else if (session != NULL && canteens->len == 0)
        add_canteen (canteens, session, NULL);
    }
  return canteens;
}

/* Returns: (transfer full) */
static char *
name_canteen (PfMenusPage *self, const Canteen *canteen)
{
  PfSite *site = pf_session_find_record (canteen->session, PF_COLLECTION_SITES, canteen->site);
  PfTown *town = pf_session_get_town (canteen->session);
  const char *name = site != NULL ? site->name : _("All canteens");

  if (g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1 && town != NULL)
    return g_strdup_printf ("%s · %s", name, town->name);
  return g_strdup (name);
}

static void
update_canteens (PfMenusPage *self)
{
  g_autoptr (GPtrArray) canteens = list_canteens (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const Canteen *before = self->wanted != NULL ? self->wanted : get_canteen (self);
  guint selected = 0;

  for (guint i = 0; i < canteens->len; i++)
    {
      const Canteen *canteen = g_ptr_array_index (canteens, i);

      gtk_string_list_take (names, name_canteen (self, canteen));
      if (before != NULL && canteen->session == before->session &&
          g_strcmp0 (canteen->site, before->site) == 0)
        selected = i;
    }
  self->is_filling = TRUE;
  g_ptr_array_unref (self->canteens);
  self->canteens = g_steal_pointer (&canteens);
  gtk_drop_down_set_model (self->site_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->site_drop_down, selected);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->site_drop_down)),
                          self->canteens->len > 1);
  self->is_filling = FALSE;
  g_clear_pointer (&self->wanted, canteen_free);
}

/* The week */

/* Returns: the last day up to which the canteen has menus, PF_DAY_NONE for none. */
static PfDay
find_last_day (PfMenusPage *self, const Canteen *canteen)
{
  PfDay last = PF_DAY_NONE;

  for (guint i = 0; i < g_list_model_get_n_items (self->menus); i++)
    {
      g_autoptr (PfMenu) menu = g_list_model_get_item (self->menus, i);

      if (pf_hub_find_session (self->hub, menu) == canteen->session &&
          (menu->site == NULL || g_strcmp0 (menu->site, canteen->site) == 0))
        last = MAX (last, menu->day);
    }
  return last;
}

/* Returns: (transfer full) (nullable): what is to be said of a week with @n_menus menus. */
static char *
describe_week (PfMenusPage *self, const Canteen *canteen, guint n_menus, PfDay today)
{
  PfDay last = find_last_day (self, canteen);
  g_autofree char *day = last != PF_DAY_NONE ? pf_date_text_day (last, today) : NULL;

  if (n_menus > 0)
    return NULL;
  if (day == NULL)
    return g_strdup (_("The town has published no menu for this canteen yet."));
  if (last < self->monday)
    /* TRANSLATORS: %s is a day: "Friday 18 December" */
    return g_strdup_printf (
        _("No menu for this week yet. The town has published its menus up to %s."), day);
  return g_strdup (_("No menu for this week."));
}

/* Returns: the place of the day that had the keyboard, -1 for none. */
static int
clear_days (PfMenusPage *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->days));
  int place = focused != NULL ? gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (focused)) : -1;
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->days, 0)) != NULL)
    gtk_flow_box_remove (self->days, GTK_WIDGET (child));
  return place;
}

static void
append_day (PfMenusPage *self, PfDay day, PfDay today, PfMenu *menu, GPtrArray *known)
{
  GtkWidget *card = pf_menu_day_new (day, today, menu, known);

  gtk_widget_set_size_request (card, DAY_WIDTH, -1);
  gtk_flow_box_append (self->days, card);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (card)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, card, NULL, -1);
  if (menu != NULL)
    pf_landing_mark (gtk_widget_get_parent (card), get_canteen (self)->session, PF_COLLECTION_MENUS,
                     pf_record_get_id (PF_RECORD (menu)));
}

/* Returns: (transfer full) (element-type PfChildAllergens): whom the canteen's dishes are compared
 * for: all children of its town, who may eat there on some days. */
static GPtrArray *
list_known (PfMenusPage *self, const Canteen *canteen)
{
  GListModel *children = pf_session_get_children (canteen->session);
  GPtrArray *known = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_child_allergens_free);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);
      GPtrArray *named;

      if (pf_allergens_find (self->allergens, child, &named) == PF_ALLERGY_NAMED)
        g_ptr_array_add (known, pf_child_allergens_new (child, named));
    }
  return known;
}

/* Saturdays and Sundays are shown only where somebody cooks. */
static guint
show_days (PfMenusPage *self, const Canteen *canteen, PfDay today)
{
  g_autoptr (GPtrArray) known = list_known (self, canteen);
  PfMenu *menus[DAYS_PER_WEEK];
  guint n_menus = 0;

  for (int i = 0; i < DAYS_PER_WEEK; i++)
    {
      menus[i] = pf_menu_find (canteen->session, canteen->site, self->monday + i);
      n_menus += menus[i] != NULL ? 1 : 0;
    }
  for (int i = 0; n_menus > 0 && i < DAYS_PER_WEEK; i++)
    if (menus[i] != NULL || i < PF_FRIDAY)
      append_day (self, self->monday + i, today, menus[i], known);
  return n_menus;
}

/* Above the dishes: for whom they are marked, and for whom they are not: no mark must not look like
 * no danger. */
static void
show_allergies (PfMenusPage *self, const Canteen *canteen)
{
  GListModel *children = pf_session_get_children (canteen->session);
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (self->allergies_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->allergies_box), old);
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);
      GPtrArray *named;
      PfAllergy allergy = pf_allergens_find (self->allergens, child, &named);
      g_autofree char *text = pf_menu_text_allergy (child, allergy, named);
      GtkWidget *label = text != NULL ? gtk_label_new (text) : NULL;

      if (label == NULL)
        continue;
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (self->allergies_box), label);
    }
  gtk_widget_set_visible (self->allergies_box,
                          gtk_widget_get_first_child (self->allergies_box) != NULL);
}

/* Returns: the Monday of the week that matters on @today: on a weekend, of the one to come. */
static PfDay
find_home (PfDay today)
{
  return pf_day_get_week_start (pf_day_get_weekday (today) >= PF_SATURDAY ? today + 2 : today);
}

static void
update_home_button (PfMenusPage *self)
{
  gboolean is_ahead = self->home > pf_hub_get_today (self->hub);

  gtk_button_set_label (GTK_BUTTON (self->home_button),
                        is_ahead ? _("Coming Week") : _("This Week"));
  gtk_widget_set_visible (gtk_widget_get_parent (self->home_button), self->monday != self->home);
}

static void
show_week (PfMenusPage *self)
{
  const Canteen *canteen = get_canteen (self);
  PfDay today = canteen != NULL ? pf_session_get_today (canteen->session)
                                : pf_hub_get_today (self->hub);
  PfDay friday = self->monday + PF_FRIDAY - 1;
  PfDay month = pf_day_get_month_start (self->monday);
  g_autofree char *first = pf_day_get_month_start (friday) == month
                               ? g_strdup_printf ("%d", self->monday - month + 1)
                               : pf_date_text_day_of_month (self->monday);
  g_autofree char *last = pf_date_text_day_of_month (friday);
  /* TRANSLATORS: the number of a week, its first and its last day */
  g_autofree char *title = g_strdup_printf (_("Week %d: %s to %s"),
                                            pf_day_get_iso_week (self->monday, NULL), first, last);
  g_autofree char *note = NULL;
  int focused;

  focused = clear_days (self);
  gtk_label_set_label (self->week_label, title);
  update_home_button (self);
  gtk_widget_set_visible (self->allergies_box, FALSE);
  if (canteen != NULL)
    {
      guint n_menus = show_days (self, canteen, today);

      note = describe_week (self, canteen, n_menus, today);
      if (n_menus > 0)
        show_allergies (self, canteen);
    }
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  if (focused >= 0 && gtk_flow_box_get_child_at_index (self->days, focused) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->days, focused)));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PfMenusPage *self = PF_MENUS_PAGE (widget);
  const Canteen *canteen = get_canteen (self);
  PfMenu *menus[PF_MENU_SHEET_DAYS] = { NULL };
  g_autofree char *canteen_name = NULL;
  PfPrintout *sheet;
  guint n_menus = 0;

  for (int i = 0; canteen != NULL && i < PF_MENU_SHEET_DAYS; i++)
    {
      menus[i] = pf_menu_find (canteen->session, canteen->site, self->monday + i);
      n_menus += menus[i] != NULL ? 1 : 0;
    }
  if (n_menus == 0)
    {
      pf_toast_show (widget, _("There is no menu on this week to print"), NULL, NULL);
      return;
    }
  canteen_name = name_canteen (self, canteen);
  sheet = pf_menu_sheet_new (canteen_name, self->monday, menus);
  if (g_str_equal (name, "page.save-pdf"))
    pf_print_save (widget, sheet);
  else
    pf_print (widget, sheet);
}

static void
update (PfMenusPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (self->menus) == 0;

  gtk_stack_set_visible_child_name (self->stack,
                                    !is_empty ? "week"
                                    : pf_hub_has_records (self->hub, PF_COLLECTION_MENUS)
                                        ? "empty"
                                        : "loading");
  if (is_empty)
    return;
  update_canteens (self);
  show_week (self);
}

static void
records_loaded_cb (PfMenusPage *self, guint collection)
{
  if (collection == PF_COLLECTION_MENUS)
    update (self);
}

/* Who stayed on the week that the page opens on goes along with it. */
static void
now_changed_cb (PfMenusPage *self)
{
  PfDay home = find_home (pf_hub_get_today (self->hub));

  if (self->monday == self->home)
    self->monday = home;
  self->home = home;
  update (self);
}

static void
set_week (PfMenusPage *self, PfDay monday)
{
  self->monday = monday;
  show_week (self);
}

/* Templates */

static void
previous_clicked_cb (PfMenusPage *self)
{
  set_week (self, self->monday - DAYS_PER_WEEK);
}

static void
next_clicked_cb (PfMenusPage *self)
{
  set_week (self, self->monday + DAYS_PER_WEEK);
}

static void
home_clicked_cb (PfMenusPage *self)
{
  set_week (self, self->home);
}

static void
site_selected_cb (PfMenusPage *self)
{
  if (!self->is_filling)
    show_week (self);
}

static void
pf_menus_page_dispose (GObject *object)
{
  PfMenusPage *self = PF_MENUS_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->canteens, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, canteen_free);
  g_clear_object (&self->menus);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_menus_page_parent_class)->dispose (object);
}

static void
pf_menus_page_class_init (PfMenusPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_menus_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-menus-page.ui");
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save-pdf", NULL, print_action);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, week_label);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, home_button);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, site_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, allergies_box);
  gtk_widget_class_bind_template_child (widget_class, PfMenusPage, days);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, home_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_selected_cb);
}

static void
pf_menus_page_init (PfMenusPage *self)
{
  self->canteens = g_ptr_array_new_with_free_func ((GDestroyNotify) canteen_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_menus_page_new (PfHub *hub)
{
  PfMenusPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_MENUS_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->home = self->monday = find_home (pf_hub_get_today (hub));
  self->menus = g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_MENUS));
  g_signal_connect_object (self->menus, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (records_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (now_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->allergens = pf_allergens_get (hub);
  g_signal_connect_object (self->allergens, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  pf_allergens_ask (self->allergens);
  update (self);
  return GTK_WIDGET (self);
}

void
pf_menus_page_open (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  PfMenusPage *self = PF_MENUS_PAGE (page);
  const char *slash = strrchr (id, '/');
  PfDay day = slash != NULL ? pf_day_parse (slash + 1) : PF_DAY_NONE;
  g_autofree char *site = slash != NULL ? g_strndup (id, (gsize) (slash - id)) : NULL;

  if (day == PF_DAY_NONE)
    return;
  g_clear_pointer (&self->wanted, canteen_free);
  if (*site != '\0') /* else any canteen's */
    self->wanted = canteen_new (session, site);
  self->monday = pf_day_get_week_start (day);
  update (self);
}

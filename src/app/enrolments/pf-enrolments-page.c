/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of enrolments, filtered by child, past ones apart; above it what was asked and not
 * answered yet. */
#include "config.h"

#include "pf-enrolments-page.h"

#include "common/pf-landing.h"
#include "common/pf-list-box.h"
#include "common/pf-rows.h"
#include "common/pf-submission-row.h"
#include "pf-codec.h"
#include "pf-enrolment-price.h"
#include "pf-enrolment-text.h"
#include "pf-enrolment-wizard.h"

#include <glib/gi18n-lib.h>

struct _PfEnrolmentsPage {
  GtkWidget parent_instance;

  PfHub *hub;             /* (owned) */
  GListModel *enrolments; /* (owned) */

  GtkWidget *scroller;
  GtkBox *box;
  GtkDropDown *child_filter;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *past;
  GtkListBox *past_list;
};

G_DEFINE_FINAL_TYPE (PfEnrolmentsPage, pf_enrolments_page, GTK_TYPE_WIDGET)

static GtkWidget *
create_state_label (PfEnrolment *enrolment, PfDay today)
{
  GtkWidget *label = gtk_label_new (pf_enrolment_text_state (enrolment, today));

  gtk_widget_add_css_class (label, "caption");
  if (enrolment->state == PF_ENROLMENT_REFUSED)
    gtk_widget_add_css_class (label, "error");
  else if (enrolment->state == PF_ENROLMENT_OPEN && enrolment->last >= today)
    gtk_widget_add_css_class (label, "success");
  else
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static char *
describe (PfEnrolment *enrolment, PfActivity *activity, PfSession *session, PfDay today)
{
  PfSite *site = activity != NULL
                     ? pf_session_find_record (session, PF_COLLECTION_SITES, activity->site)
                     : NULL;
  g_autofree char *period = pf_enrolment_text_period (enrolment->first, enrolment->last, today);
  g_autofree char *weekdays =
      pf_enrolment_text_weekdays (enrolment->weekdays, enrolment->is_occasional);
  g_autofree char *price =
      activity != NULL && !pf_enrolment_text_is_past (enrolment, today)
          ? pf_enrolment_price_describe (session, activity, NULL, MAX (enrolment->first, today))
          : NULL;
  GString *text = g_string_new (NULL);

  if (site != NULL)
    g_string_append_printf (text, "%s\n", site->name);
  g_string_append_printf (text, "%s · %s", period, weekdays);
  if (price != NULL && enrolment->state != PF_ENROLMENT_REFUSED)
    g_string_append_printf (text, "\n%s", price);
  if (enrolment->reason != NULL)
    g_string_append_printf (text, "\n%s", enrolment->reason);
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_row (PfSession *session, PfEnrolment *enrolment)
{
  PfActivity *activity =
      pf_session_find_record (session, PF_COLLECTION_ACTIVITIES, enrolment->activity);
  PfChild *child = pf_session_find_record (session, PF_COLLECTION_CHILDREN, enrolment->child);
  PfDay today = pf_session_get_today (session);
  g_autofree char *subtitle = describe (enrolment, activity, session, today);
  g_autofree char *title =
      g_strdup_printf ("%s — %s", child != NULL ? child->first_name : "?",
                       activity != NULL ? activity->name : enrolment->activity);
  GtkWidget *row = pf_rows_new (title, subtitle);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_state_label (enrolment, today));
  pf_landing_mark (row, session, PF_COLLECTION_ENROLMENTS,
                   pf_record_get_id (PF_RECORD (enrolment)));
  pf_landing_mark (row, session, PF_COLLECTION_ACTIVITIES, enrolment->activity);
  return row;
}

/* Returns: where @enrolment's child stands among the family's. */
static guint
get_place (PfEnrolmentsPage *self, PfEnrolment *enrolment)
{
  GListModel *children = pf_hub_get_children (self->hub);
  PfSession *session = pf_hub_find_session (self->hub, enrolment);
  PfChild *child = pf_session_find_record (session, PF_COLLECTION_CHILDREN, enrolment->child);
  guint place = 0;

  for (; place < g_list_model_get_n_items (children); place++)
    {
      g_autoptr (PfChild) other = g_list_model_get_item (children, place);

      if (other == child)
        break;
    }
  return place;
}

/* What waits for an answer first, then what may be attended, then what was refused; of each, the
 * newest period, child by child as on every page. */
static int
compare_enrolments (gconstpointer a, gconstpointer b, gpointer user_data)
{
  PfEnrolmentsPage *self = user_data;
  PfEnrolment *left = *(PfEnrolment *const *) a, *right = *(PfEnrolment *const *) b;

  if (left->state != right->state)
    return (int) left->state - (int) right->state;
  if (left->first != right->first)
    return left->first > right->first ? -1 : 1;
  return (int) get_place (self, left) - (int) get_place (self, right);
}

/* Returns: (transfer full) (nullable): the child that the filter names, NULL = all. */
static PfChild *
get_wanted_child (PfEnrolmentsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->child_filter);

  if (selected == GTK_INVALID_LIST_POSITION || selected == 0)
    return NULL;
  return g_list_model_get_item (pf_hub_get_children (self->hub), selected - 1);
}

static void
update (PfEnrolmentsPage *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PfChild) wanted = get_wanted_child (self);
  guint n_past = 0;

  pf_list_box_clear (self->list);
  pf_list_box_clear (self->past_list);
  for (guint i = 0; i < g_list_model_get_n_items (self->enrolments); i++)
    {
      g_autoptr (PfEnrolment) enrolment = g_list_model_get_item (self->enrolments, i);
      PfSession *session = pf_hub_find_session (self->hub, enrolment);

      if (session != NULL &&
          (wanted == NULL ||
           pf_session_find_record (session, PF_COLLECTION_CHILDREN, enrolment->child) == wanted))
        g_ptr_array_add (shown, g_steal_pointer (&enrolment));
    }
  g_ptr_array_sort_with_data (shown, compare_enrolments, self);
  for (guint i = 0; i < shown->len; i++)
    {
      PfEnrolment *enrolment = g_ptr_array_index (shown, i);
      PfSession *session = pf_hub_find_session (self->hub, enrolment);
      gboolean is_past = pf_enrolment_text_is_past (enrolment, pf_session_get_today (session));

      gtk_list_box_append (is_past ? self->past_list : self->list, create_row (session, enrolment));
      n_past += is_past;
    }
  gtk_widget_set_visible (self->past, n_past > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown->len > n_past);
  gtk_stack_set_visible_child_name (self->stack,
                                    shown->len > 0 ? "list"
                                    : pf_hub_has_records (self->hub, PF_COLLECTION_ENROLMENTS)
                                        ? "empty"
                                        : "loading");
}

/* The filter: all children, then each; hidden where there is nothing to choose. */
static void
fill_filter (PfEnrolmentsPage *self)
{
  GListModel *children = pf_hub_get_children (self->hub);
  guint n_children = g_list_model_get_n_items (children);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All Children"));
  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      gtk_string_list_append (names, child->first_name);
    }
  gtk_drop_down_set_model (self->child_filter, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->child_filter), n_children > 1);
}

static void
children_changed_cb (PfEnrolmentsPage *self)
{
  fill_filter (self);
  update (self);
}

static void
filter_changed_cb (PfEnrolmentsPage *self)
{
  if (self->hub != NULL)
    update (self);
}

static void
ask_cb (PfEnrolmentsPage *self)
{
  pf_enrolment_wizard_present (GTK_WIDGET (self), self->hub, NULL);
}

/* What was asked and not answered */

static char *
name_submission (PfSubmission *submission, gpointer user_data)
{
  PfEnrolmentsPage *self = user_data;
  PfSession *session = pf_hub_find_session (self->hub, submission);
  g_autoptr (PfEnrolmentWish) wish = NULL;
  PfActivity *activity;

  if (submission->kind != PF_SUBMISSION_ENROLMENT)
    return NULL;
  wish = pf_codec_decode_enrolment_wish (submission->body, NULL);
  activity = session != NULL && wish != NULL
                 ? pf_session_find_record (session, PF_COLLECTION_ACTIVITIES, wish->activity)
                 : NULL;
  if (activity == NULL)
    return g_strdup (_("Enrolment"));
  /* Translators: what was asked: an enrolment at an activity. */
  return g_strdup_printf (_("Enrolment: %s"), activity->name);
}

static void
edit_submission (PfSubmission *submission, gpointer user_data)
{
  PfEnrolmentsPage *self = user_data;

  pf_enrolment_wizard_present (GTK_WIDGET (self), self->hub, submission);
}

static void
pf_enrolments_page_dispose (GObject *object)
{
  PfEnrolmentsPage *self = PF_ENROLMENTS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->enrolments);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_enrolments_page_parent_class)->dispose (object);
}

static void
pf_enrolments_page_class_init (PfEnrolmentsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_enrolments_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-enrolments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, box);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, child_filter);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, past);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentsPage, past_list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
}

static void
pf_enrolments_page_init (PfEnrolmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_enrolments_page_new (PfHub *hub)
{
  PfEnrolmentsPage *self;
  GtkWidget *asked;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_ENROLMENTS_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->enrolments = g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_ENROLMENTS));
  asked = pf_submission_list_new (hub, name_submission, edit_submission, self);
  gtk_box_insert_child_after (self->box, asked,
                              gtk_widget_get_first_child (GTK_WIDGET (self->box)));
  g_signal_connect_object (self->enrolments, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_TARIFFS), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_children (hub), "items-changed",
                           G_CALLBACK (children_changed_cb), self, G_CONNECT_SWAPPED);
  children_changed_cb (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * A box that folds by the length of the words and the size of the text, not by a width of the
 * window: another language folds it elsewhere. */
#include "config.h"

#include "pf-fold-box.h"

#define READABLE_CHARS 30 /* a line of fewer is a column of single words */

struct _PfFoldBox {
  GtkWidget parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (PfFoldBox, pf_fold_box, GTK_TYPE_WIDGET)

enum {
  PROP_SPACING = 1,
};

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (PfFoldBox *self)
{
  return skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* How wide the first child must be for its words to be read with ease. */
static int
get_readable_width (PfFoldBox *self, GtkWidget *first)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width =
      READABLE_CHARS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  int minimum, natural;

  pango_font_metrics_unref (metrics);
  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The room that the others leave to the first child in @width; -1 where it is too little. */
static int
find_room (PfFoldBox *self, int width)
{
  GtkWidget *first = get_first (self);
  int room = width;

  if (first == NULL)
    return width;
  for (GtkWidget *child = get_next (first); child != NULL; child = get_next (child))
    room -= self->spacing + get_natural_width (child);
  return room < get_readable_width (self, first) ? -1 : room;
}

static void
measure_width (PfFoldBox *self, int *minimum, int *natural)
{
  for (GtkWidget *child = get_first (self); child != NULL; child = get_next (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
measure_height (PfFoldBox *self, int width, int *minimum, int *natural)
{
  int room = width < 0 ? width : find_room (self, width);
  gboolean is_folded = width >= 0 && room < 0;
  GtkWidget *first = get_first (self);

  for (GtkWidget *child = first; child != NULL; child = get_next (child))
    {
      int for_width = is_folded || width < 0 ? width
                      : child == first       ? room
                                             : get_natural_width (child);
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, for_width, &child_minimum,
                          &child_natural, NULL, NULL);
      if (is_folded)
        {
          int gap = child != first ? self->spacing : 0;

          *minimum += child_minimum + gap;
          *natural += child_natural + gap;
        }
      else
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
    }
}

static GtkSizeRequestMode
pf_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pf_fold_box_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (PF_FOLD_BOX (widget), minimum, natural);
  else
    measure_height (PF_FOLD_BOX (widget), for_size, minimum, natural);
}

static void
pf_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PfFoldBox *self = PF_FOLD_BOX (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int room = find_room (self, width);
  GtkWidget *first = get_first (self);
  GdkRectangle place = { 0 };

  for (GtkWidget *child = first; child != NULL; child = get_next (child))
    {
      GdkRectangle area;

      if (room < 0)
        {
          place.width = width;
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL,
                              NULL);
          if (get_next (child) == NULL)
            place.height = MAX (place.height, height - place.y);
        }
      else
        {
          place.width = child == first ? room : get_natural_width (child);
          place.height = height;
        }
      area = place;
      if (is_mirrored)
        area.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &area, -1);
      if (room < 0)
        place.y += place.height + self->spacing;
      else
        place.x += place.width + self->spacing;
    }
}

static void
pf_fold_box_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_SPACING)
    g_value_set_int (value, PF_FOLD_BOX (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
pf_fold_box_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (property_id == PROP_SPACING)
    PF_FOLD_BOX (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
pf_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pf_fold_box_parent_class)->dispose (object);
}

static void
pf_fold_box_class_init (PfFoldBoxClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = pf_fold_box_get_property;
  object_class->set_property = pf_fold_box_set_property;
  object_class->dispose = pf_fold_box_dispose;
  widget_class->get_request_mode = pf_fold_box_get_request_mode;
  widget_class->measure = pf_fold_box_measure;
  widget_class->size_allocate = pf_fold_box_size_allocate;

  g_object_class_install_property (object_class, PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, 96, 12,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT |
                                                         G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_css_name (widget_class, "foldbox");
}

static void
pf_fold_box_init (PfFoldBox *self)
{
}

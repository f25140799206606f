/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bin that says when it crosses the width at which the window changes its shape. */
#include "config.h"

#include "pf-adaptive-bin.h"

#define NARROW_BELOW 720 /* with text of the usual size */
#define USUAL_TEXT_SIZE (11 * 96 / 72.0)
#define MINIMUM_WIDTH 350
#define MINIMUM_HEIGHT 294

struct _PfAdaptiveBin {
  GtkWidget parent_instance;

  GtkWidget *child; /* (nullable) */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PfAdaptiveBin, pf_adaptive_bin, GTK_TYPE_WIDGET)

typedef enum {
  PROP_CHILD = 1,
  PROP_NARROW,
} PfAdaptiveBinProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
set_child (PfAdaptiveBin *self, GtkWidget *child)
{
  if (child == self->child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
set_narrow (PfAdaptiveBin *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
pf_adaptive_bin_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  /* Whatever the child would like: it fits this, and has the size that the window is given. Asking
   * the whole tree costs a tenth of the time to the first frame. */
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
}

/* Large text needs the narrow shape in a wider window already. */
static int
get_threshold (PfAdaptiveBin *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double text_size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    text_size *= pango_cairo_context_get_resolution (context) / 72;
  return NARROW_BELOW * MAX (1, text_size / USUAL_TEXT_SIZE);
}

static void
pf_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PfAdaptiveBin *self = PF_ADAPTIVE_BIN (widget);
  int minimum = 0;

  set_narrow (self, width < get_threshold (self));
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
}

static void
pf_adaptive_bin_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfAdaptiveBin *self = PF_ADAPTIVE_BIN (object);

  switch ((PfAdaptiveBinProperty) property_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_adaptive_bin_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch ((PfAdaptiveBinProperty) property_id)
    {
    case PROP_CHILD:
      set_child (PF_ADAPTIVE_BIN (object), g_value_get_object (value));
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_adaptive_bin_dispose (GObject *object)
{
  set_child (PF_ADAPTIVE_BIN (object), NULL);
  G_OBJECT_CLASS (pf_adaptive_bin_parent_class)->dispose (object);
}

static void
pf_adaptive_bin_class_init (PfAdaptiveBinClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = pf_adaptive_bin_get_property;
  object_class->set_property = pf_adaptive_bin_set_property;
  object_class->dispose = pf_adaptive_bin_dispose;
  widget_class->measure = pf_adaptive_bin_measure;
  widget_class->size_allocate = pf_adaptive_bin_size_allocate;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "adaptivebin");
}

static void
pf_adaptive_bin_init (PfAdaptiveBin *self)
{
}

gboolean
pf_adaptive_bin_get_narrow (PfAdaptiveBin *self)
{
  g_return_val_if_fail (PF_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}

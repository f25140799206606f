/* SPDX-License-Identifier: GPL-3.0-or-later
 * The welcome page: what the app is for, and the sign-in. */
#include "config.h"

#include "pf-welcome-page.h"

#include "pf-sign-in.h"

struct _PfWelcomePage {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *hero;
  PfSignIn *sign_in;
};

G_DEFINE_FINAL_TYPE (PfWelcomePage, pf_welcome_page, GTK_TYPE_WIDGET)

static guint done_signal;

static void
step_changed_cb (PfWelcomePage *self)
{
  /* The words of welcome leave the room to the town's name. */
  gtk_widget_set_visible (self->hero, g_str_equal (pf_sign_in_get_step (self->sign_in), "address"));
}

static void
signed_in_cb (PfWelcomePage *self)
{
  g_signal_emit (self, done_signal, 0);
}

static gboolean
pf_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PF_WELCOME_PAGE (widget)->sign_in));
}

static void
pf_welcome_page_dispose (GObject *object)
{
  g_clear_pointer (&PF_WELCOME_PAGE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_welcome_page_parent_class)->dispose (object);
}

static void
pf_welcome_page_class_init (PfWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_welcome_page_dispose;
  widget_class->grab_focus = pf_welcome_page_grab_focus;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_SIGN_IN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfWelcomePage, box);
  gtk_widget_class_bind_template_child (widget_class, PfWelcomePage, hero);
  gtk_widget_class_bind_template_child (widget_class, PfWelcomePage, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_changed_cb);
}

static void
pf_welcome_page_init (PfWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_welcome_page_new (PfHub *hub, PfDemoTown *demo)
{
  PfWelcomePage *self = g_object_new (PF_TYPE_WELCOME_PAGE, NULL);

  pf_sign_in_set_up (self->sign_in, hub, demo, NULL);
  return GTK_WIDGET (self);
}

void
pf_welcome_page_try_demo (PfWelcomePage *self)
{
  g_return_if_fail (PF_IS_WELCOME_PAGE (self));

  pf_sign_in_try_demo (self->sign_in);
}

void
pf_welcome_page_give_code (PfWelcomePage *self, const char *town, const char *code)
{
  g_return_if_fail (PF_IS_WELCOME_PAGE (self));

  pf_sign_in_give_code (self->sign_in, town, code);
}

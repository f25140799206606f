/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface with a service that can do next to nothing: what it leaves out is refused, not a
 * crash. */
#include "fixture.h"

#define TEST_TYPE_SERVICE (test_service_get_type ())
G_DECLARE_FINAL_TYPE (TestService, test_service, TEST, SERVICE, GObject)

struct _TestService {
  GObject parent_instance;
};

static void
test_service_set_secret (PfTownService *service, GBytes *secret)
{
}

static void
test_service_iface_init (PfTownServiceInterface *iface)
{
  iface->set_secret = test_service_set_secret;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestService, test_service, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PF_TYPE_TOWN_SERVICE,
                                                      test_service_iface_init))

static void
test_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "clock-offset"))
    g_value_set_int64 (value, -3600);
}

static void
test_service_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
}

static void
test_service_class_init (TestServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_service_get_property;
  object_class->set_property = test_service_set_property;
  g_object_class_override_property (object_class, 1, "clock-offset");
  g_object_class_override_property (object_class, 2, "discovery");
  g_object_class_override_property (object_class, 3, "uri");
}

static void
test_service_init (TestService *self)
{
}

static void
test_unsupported (void)
{
  g_autoptr (PfTownService) service = g_object_new (TEST_TYPE_SERVICE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (quote (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (book (service, "key", &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNSUPPORTED);
  pf_town_service_start_events (service);
  pf_town_service_stop_events (service);
  pf_town_service_set_secret (service, NULL);
  g_assert_null (pf_town_service_dup_secret (service));
}

static void
test_now (void)
{
  g_autoptr (PfTownService) service = g_object_new (TEST_TYPE_SERVICE, NULL);
  PfMoment now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (pf_town_service_get_now (service), >=, now - 3600);
  g_assert_cmpint (pf_town_service_get_now (service), <=, now - 3600 + 5);
}

static void
test_challenge (void)
{
  g_autoptr (GBytes) image = g_bytes_new_static ("PNG", 3);
  PfChallenge challenge = { PF_CHALLENGE_IMAGE, (char *) "Lisez", image, NULL };
  g_autoptr (PfChallenge) copy = pf_challenge_copy (&challenge);

  g_assert_cmpint (copy->kind, ==, PF_CHALLENGE_IMAGE);
  g_assert_cmpstr (copy->prompt, ==, "Lisez");
  g_assert_true (g_bytes_equal (copy->image, image));
  g_assert_null (copy->uri);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/town-service/unsupported", test_unsupported);
  g_test_add_func ("/client/town-service/now", test_now);
  g_test_add_func ("/client/town-service/challenge", test_challenge);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of addresses, and finding a request's row. */
#include "config.h"

#include "pfs-routes.h"

#include <string.h>

#include "pf-file-type.h"
#include "pfs-resources.h"

#define LARGEST_JSON (1024 * 1024)

#define FOR_FAMILY (PFS_ROUTE_SESSION | PFS_ROUTE_JSON)

static const PfsRoute routes[] = {
  { "/.well-known/portail-famille", "GET", PFS_ROUTE_OPEN, pfs_resource_discover },
  { "/v1/tokens", "POST", PFS_ROUTE_JSON, pfs_resource_create_tokens },
  { "/v1/tokens/current", "DELETE", PFS_ROUTE_SESSION | PFS_ROUTE_PROVISIONAL,
    pfs_resource_delete_tokens },
  { "/v1/accounts", "POST", PFS_ROUTE_JSON, pfs_resource_create_account },
  { "/v1/accounts/resend", "POST", PFS_ROUTE_JSON, pfs_resource_resend_activation },
  { "/v1/accounts/activate", "POST", PFS_ROUTE_JSON, pfs_resource_activate_account },
  { "/v1/password-resets", "POST", PFS_ROUTE_JSON, pfs_resource_create_password_reset },
  { "/v1/password-resets/choose", "POST", PFS_ROUTE_JSON, pfs_resource_choose_password },
  { "/v1/password", "PUT", FOR_FAMILY | PFS_ROUTE_PROVISIONAL, pfs_resource_change_password },
  { "/v1/changes", "GET", PFS_ROUTE_SESSION, pfs_resource_get_changes },
  { "/v1/events", "GET", PFS_ROUTE_SESSION | PFS_ROUTE_STREAM, pfs_resource_get_events },
  { "/v1/quotes", "POST", FOR_FAMILY, pfs_resource_create_quote },
  { "/v1/bookings", "POST", FOR_FAMILY, pfs_resource_create_bookings },
  { "/v1/enrolments", "POST", FOR_FAMILY, pfs_resource_create_enrolments },
  { "/v1/household", "PATCH", FOR_FAMILY, pfs_resource_change_household },
  { "/v1/household/registration", "POST", FOR_FAMILY, pfs_resource_create_registration },
  { "/v1/household/yearly-update", "POST", FOR_FAMILY, pfs_resource_create_yearly_update },
  { "/v1/guardians/{id}", "PATCH", FOR_FAMILY, pfs_resource_change_guardian },
  { "/v1/children/{id}", "PATCH", FOR_FAMILY, pfs_resource_change_child },
  { "/v1/health-sheets/{id}", "GET", PFS_ROUTE_SESSION, pfs_resource_get_health_sheet },
  { "/v1/health-sheets/{id}", "PATCH", FOR_FAMILY, pfs_resource_change_health_sheet },
  { "/v1/contacts", "POST", FOR_FAMILY, pfs_resource_create_contact },
  { "/v1/contacts/{id}", "PATCH", FOR_FAMILY, pfs_resource_change_contact },
  { "/v1/contacts/{id}", "DELETE", PFS_ROUTE_SESSION, pfs_resource_delete_contact },
  { "/v1/uploads/{sha256}", "HEAD", PFS_ROUTE_SESSION, pfs_resource_get_upload },
  { "/v1/uploads/{sha256}", "PUT", PFS_ROUTE_SESSION | PFS_ROUTE_FILE, pfs_resource_put_upload },
  { "/v1/news/{id}/files/{file}", "GET", PFS_ROUTE_SESSION, pfs_resource_get_news_file },
  { "/v1/documents", "POST", FOR_FAMILY, pfs_resource_create_document },
  { "/v1/documents/{id}/files/{file}", "GET", PFS_ROUTE_SESSION, pfs_resource_get_document_file },
  { "/v1/invoices/{id}/pdf", "GET", PFS_ROUTE_SESSION, pfs_resource_get_invoice_pdf },
  { "/v1/invoices/{id}/payment-link", "POST", FOR_FAMILY, pfs_resource_create_invoice_link },
  { "/v1/baskets/{id}/payment-link", "POST", FOR_FAMILY, pfs_resource_create_basket_link },
  { "/v1/wallet/top-ups", "POST", FOR_FAMILY, pfs_resource_create_top_up },
  { "/v1/wallets/{id}/activate", "POST", PFS_ROUTE_SESSION, pfs_resource_activate_wallet },
  { "/pay/{secret}", "GET", PFS_ROUTE_OPEN, pfs_resource_get_payment },
  { "/pay/{secret}", "POST", PFS_ROUTE_OPEN, pfs_resource_use_payment },
  { "/v1/papers/{id}/file", "GET", PFS_ROUTE_SESSION, pfs_resource_get_paper_file },
  { "/v1/messages", "POST", FOR_FAMILY, pfs_resource_create_message },
  { "/v1/messages/{id}/files/{file}", "GET", PFS_ROUTE_SESSION, pfs_resource_get_message_file },
  { "/v1/threads/{id}/read", "POST", FOR_FAMILY, pfs_resource_mark_thread_read },
  { "/v1/requests", "POST", FOR_FAMILY, pfs_resource_create_request },
  { "/v1/requests/{id}/files/{file}", "GET", PFS_ROUTE_SESSION, pfs_resource_get_request_file },
};

/* Moves @path past one segment. Returns: its length. */
static gsize
take_segment (const char **path)
{
  const char *start = ++*path;

  *path = strchrnul (start, '/');
  return (gsize) (*path - start);
}

static gboolean
matches_path (const PfsRoute *route, const char *path)
{
  const char *pattern = route->path;

  while (*pattern == '/' && *path == '/')
    {
      const char *wanted = pattern + 1;
      const char *segment = path + 1;
      gsize n_wanted = take_segment (&pattern);
      gsize n_segment = take_segment (&path);
      gboolean is_same = wanted[0] == '{'
                             ? n_segment > 0
                             : n_segment == n_wanted && strncmp (segment, wanted, n_wanted) == 0;

      if (!is_same)
        return FALSE;
    }
  return *pattern == '\0' && *path == '\0';
}

/* HEAD is GET without its body. */
static gboolean
has_head (const PfsRoute *route)
{
  return strcmp (route->method, "GET") == 0 && (route->flags & PFS_ROUTE_STREAM) == 0;
}

const PfsRoute *
pfs_routes_get_all (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

const PfsRoute *
pfs_routes_find (const char *method, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if ((strcmp (routes[i].method, method) == 0 ||
         (strcmp (method, "HEAD") == 0 && has_head (&routes[i]))) &&
        matches_path (&routes[i], path))
      return &routes[i];
  return NULL;
}

char *
pfs_routes_list_methods (const char *path)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches_path (&routes[i], path))
      g_string_append_printf (methods, "%s%s%s", methods->len > 0 ? ", " : "", routes[i].method,
                              has_head (&routes[i]) ? ", HEAD" : "");
  return methods->len > 0 ? g_strdup (methods->str) : NULL;
}

void
pfs_route_read_path (const PfsRoute *route, const char *path, char **target, char **part)
{
  const char *pattern = route->path;
  char **next = target;

  *target = NULL;
  *part = NULL;
  while (*pattern == '/' && *path == '/')
    {
      const char *segment = path + 1;
      gboolean is_variable = pattern[1] == '{';
      gsize length = take_segment (&path);

      take_segment (&pattern);
      if (is_variable && next != NULL)
        {
          *next = g_strndup (segment, length);
          next = next == target ? part : NULL;
        }
    }
}

goffset
pfs_route_get_limit (const PfsRoute *route)
{
  return route != NULL && (route->flags & PFS_ROUTE_FILE) != 0 ? PF_UPLOAD_MAX : LARGEST_JSON;
}

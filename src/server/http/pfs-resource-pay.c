/* SPDX-License-Identifier: GPL-3.0-or-later
 * /pay/{secret}: the town's own small payment page, for a browser, without scripts. It takes no
 * card: it is what a demo, tests and a town without a provider click through. */
#include "config.h"

#include <string.h>

#include "pfs-payments.h"
#include "pfs-resources.h"
#include "pfs-storage-town.h"
#include "pfs-words.h"

#define PAGE                                                                                       \
  "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"                              \
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>%s</title>"      \
  "<style>body{font:1.1rem/1.5 sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem;"        \
  "color-scheme:light dark}h1{font-size:1.4rem}dt{opacity:.7}dd{margin:0 0 1rem;font-size:1.3rem}" \
  "button{font:inherit;padding:.7rem 1.4rem;margin:.5rem .5rem .5rem 0;border-radius:.5rem;"       \
  "border:1px solid}button[value=pay]{background:#1f6fb5;color:#fff;border-color:#1f6fb5}</style>" \
  "</head><body><h1>%s</h1>%s</body></html>\n"

/* The page may load nothing, run nothing, be framed by nobody, and send its form to itself only. */
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "           \
  "frame-ancestors 'none'"

static const struct {
  PfsLinkVerdict verdict;
  int status;
  const char *french;
  const char *english;
} troubles[] = {
  { PFS_LINK_NOT_FOUND, 404, "Ce lien de paiement n’existe pas.",
    "There is no such payment link." },
  { PFS_LINK_USED, 410, "Ce lien a déjà servi. Demandez-en un autre dans l’application.",
    "This link was used already. Ask for another one in the app." },
  { PFS_LINK_EXPIRED, 410,
    "Ce lien n’est plus valable : il l’était un quart d’heure. Demandez-en un autre dans "
    "l’application. Rien n’a été payé.",
    "This link is no longer valid: it was so for a quarter of an hour. Ask for another one in "
    "the app. Nothing was paid." },
  { PFS_LINK_SETTLED, 410, "Il n’y a plus rien à payer.", "Nothing is left to pay." },
  { PFS_LINK_LAPSED, 410, "Le délai de paiement est passé : rien n’a été payé.",
    "The time to pay is over: nothing was paid." },
};

static void
reply_page (PfsRequest *request, int status, const char *title, const char *inside)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *html =
      g_strdup_printf (PAGE, pfs_language_get_tag (request->language), escaped, escaped, inside);
  gsize length = strlen (html);

  pfs_request_set_date (request->message, request->now);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", POLICY);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_set_content_type (headers, "text/html; charset=utf-8", NULL);
  soup_server_message_set_status (request->message, (guint) status, NULL);
  soup_message_body_append_take (soup_server_message_get_response_body (request->message),
                                 (guchar *) g_steal_pointer (&html), length);
}

static const char *
say (PfsRequest *request, const char *french, const char *english)
{
  return pfs_language_say (request->language, french, english);
}

static void
reply_sentence (PfsRequest *request, int status, const char *title, const char *sentence)
{
  g_autofree char *inside = g_markup_printf_escaped ("<p>%s</p>", sentence);

  reply_page (request, status, title, inside);
}

static void
reply_trouble (PfsRequest *request, PfsLinkVerdict verdict, const GError *error)
{
  if (error != NULL)
    {
      g_message ("%s", error->message);
      reply_sentence (request, SOUP_STATUS_SERVICE_UNAVAILABLE,
                      say (request, "Paiement", "Payment"),
                      say (request, "Réessayez dans un instant. Rien n’a été payé.",
                           "Try again in a moment. Nothing was paid."));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (troubles[i].verdict == verdict)
      {
        reply_sentence (request, troubles[i].status, say (request, "Paiement", "Payment"),
                        say (request, troubles[i].french, troubles[i].english));
        return;
      }
  /* What is owed has changed since the link was made. */
  reply_sentence (request, SOUP_STATUS_GONE, say (request, "Paiement", "Payment"),
                  say (request,
                       "Le montant dû a changé. Demandez un autre lien dans l’application.",
                       "What is owed has changed. Ask for another link in the app."));
}

/* Returns: (transfer full): the amount, as the page's language writes it. */
static char *
format_amount (PfsRequest *request, const PfsPayable *payable, PfsTown *town)
{
  return pfs_words_format_cents (payable->link->amount, town->currency, request->language);
}

void
pfs_resource_get_payment (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTown) town = pfs_storage_load_town (storage, &error);
  g_autoptr (PfsPayable) payable = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *inside = NULL;
  PfsLinkVerdict verdict = PFS_LINK_NOT_FOUND;

  if (town != NULL)
    payable = pfs_payments_open_link (storage, request->target, request->now, &verdict, &error);
  if (payable == NULL)
    {
      reply_trouble (request, verdict, error);
      return;
    }
  amount = format_amount (request, payable, town);
  inside = g_markup_printf_escaped (
      "<p>%s</p><dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd></dl>"
      "<form method=\"post\"><button name=\"action\" value=\"pay\">%s</button>"
      "<button name=\"action\" value=\"refuse\">%s</button></form>",
      town->name, say (request, "Objet", "For"), payable->label != NULL ? payable->label : "",
      say (request, "Montant", "Amount"), amount, say (request, "Payer", "Pay"),
      say (request, "Refuser", "Refuse"));
  reply_page (request, SOUP_STATUS_OK, say (request, "Paiement", "Payment"), inside);
}

static void
reply_used (PfsRequest *request, const PfsPayable *payable, gboolean is_paid)
{
  g_autoptr (PfsTown) town = pfs_storage_load_town (request->context->storage, NULL);
  g_autofree char *amount = town != NULL ? format_amount (request, payable, town) : g_strdup ("");
  g_autofree char *sentence = NULL;

  if (!is_paid)
    {
      reply_sentence (request, SOUP_STATUS_OK, say (request, "Paiement refusé", "Payment refused"),
                      say (request, "Rien n’a été payé. Vous pouvez fermer cette page.",
                           "Nothing was paid. You can close this page."));
      return;
    }
  sentence = g_strdup_printf (say (request, "%s : merci. Vous pouvez fermer cette page.",
                                   "%s: thank you. You can close this page."),
                              amount);
  reply_sentence (request, SOUP_STATUS_OK, say (request, "Paiement enregistré", "Payment recorded"),
                  sentence);
}

void
pfs_resource_use_payment (PfsRequest *request)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *action = g_hash_table_lookup (form, "action");
  gboolean is_paid = g_strcmp0 (action, "pay") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsPayable) payable = NULL;
  PfsLinkVerdict verdict = PFS_LINK_NOT_FOUND;

  if (!is_paid && g_strcmp0 (action, "refuse") != 0)
    {
      reply_sentence (request, SOUP_STATUS_BAD_REQUEST, say (request, "Paiement", "Payment"),
                      say (request, "Choisissez de payer ou de refuser.",
                           "Choose to pay or refuse."));
      return;
    }
  transaction = pfs_storage_begin (storage, request->now, &error);
  if (transaction != NULL)
    payable = pfs_payments_use_link (storage, request->target, is_paid,
                                     say (request, "Approvisionnement par carte", "Top-up by card"),
                                     request->now, &verdict, &error);
  if (payable == NULL || !pfs_transaction_commit (transaction, &error))
    reply_trouble (request, verdict, error);
  else
    reply_used (request, payable, is_paid);
}

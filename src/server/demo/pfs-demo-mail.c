/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the demo family and its town hall have written to each other: the desk, threads of which
 * one has an answer that nobody read, and requests in several states. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-demo-data.h"
#include "pfs-desk.h"
#include "pfs-pdf.h"
#include "pfs-requests.h"
#include "pfs-storage-files.h"
#include "pfs-storage-threads.h"

#include <gio/gio.h>

#define DESK "/org/example/PortailFamille/server/demo/desk.json"
#define HOUR 3600

/* A message of the demo: the town's where it has no guardian. */
typedef struct {
  int hours_ago;
  const char *author;
  gboolean is_from_town;
  gboolean is_read;
  const char *text;
} Written;

static const struct {
  const char *service;
  const char *topic;
  const char *subject;
  gboolean is_closed;
  Written messages[5]; /* up to one without text */
} threads[] = {
  { "enfance",
    "cantine",
    "Repas sans arachide pour Léna",
    FALSE,
    { { 98, "Claire Martin", FALSE, TRUE,
        "Bonjour,\n\nLéna est allergique à l’arachide. Que faut-il fournir pour qu’elle déjeune à "
        "la cantine ?\n\nMerci, Claire Martin" },
      { 75, "Service enfance", TRUE, TRUE,
        "Bonjour Madame,\n\nIl faut un projet d’accueil individualisé (PAI), signé par son médecin "
        "et par l’école. Envoyez-le depuis la page Documents.\n\nLe service enfance" },
      { 50, "Claire Martin", FALSE, TRUE,
        "Merci. Le médecin la voit mardi : peut-elle déjeuner d’ici là avec un panier repas ?" },
      { 3, "Service enfance", TRUE, FALSE,
        "Oui, bien sûr. Confiez le panier à l’ATSEM le matin, marqué à son nom. Le document joint "
        "dit comment le préparer." } } },
  { "regie",
    "quotient",
    "Quotient familial 2026",
    TRUE,
    { { 700, "Thomas Lopez", FALSE, TRUE,
        "Bonjour, notre quotient a changé en janvier. Quand la facture en tient-elle compte ?" },
      { 650, "Régie, factures et paiements", TRUE, TRUE,
        "Bonjour, à partir de la facture du mois suivant la réception de l’attestation. La vôtre "
        "est enregistrée." } } },
  { "sports",
    "judo",
    "Kimono prêté",
    FALSE,
    { { 26, "Claire Martin", FALSE, TRUE,
        "Bonjour, le club prête-t-il un kimono pour les premières séances d’Inès ?" } } },
};

static const struct {
  int hours_ago;
  const char *name;
  const char *category;
  const char *form;
  const char *labels[3];
  const char *texts[3];
  struct {
    int hours_ago;
    PfRequestState state;
    const char *words;
  } steps[2]; /* up to one in the state SENT */
} requests[] = {
  { 52,
    "Autoriser une personne à venir chercher mon enfant",
    "Personnes autorisées",
    "autorisation",
    { "Prénom", "Nom", "Téléphone" },
    { "Jeanne", "Martin", "01 99 00 41 88" },
    { { 5, PF_REQUEST_WANTED,
        "La pièce d’identité jointe est illisible : pouvez-vous en envoyer une autre photo ?" } } },
  { 340,
    "Déclarer une carte perdue",
    "Carte de la famille",
    "carte",
    { "Carte de", "La carte a été volée", NULL },
    { "Hugo Martin-Lopez", "Non", NULL },
    { { 310, PF_REQUEST_STUDIED, NULL },
      { 290, PF_REQUEST_ACCEPTED, "La carte neuve vous attend à l’accueil de la mairie." } } },
  { 20,
    "Prendre rendez-vous",
    "Mairie",
    "rendez-vous",
    { "De quoi s’agit-il ?", "Nombre de personnes", NULL },
    { "La rentrée de Hugo en élémentaire", "2", NULL },
    { { 0, PF_REQUEST_SENT, NULL } } },
};

static gboolean
write_desk (PfsStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GBytes) json = NULL;

  pfs_demo_data_register_resource ();
  json = g_resources_lookup_data (DESK, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return json && pf_codec_decode_desk (json, &services, &forms, error) &&
         pfs_desk_put (storage, services, forms, error);
}

static GBytes *
make_leaflet (PfMoment at)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new ("Le panier repas", at);

  pfs_pdf_write (pdf, PFS_PDF_MARGIN, 90, 20, PFS_PDF_BOLD, "Le panier repas");
  pfs_pdf_write_paragraph (pdf, PFS_PDF_MARGIN, 130, PFS_PDF_WIDTH - 2 * PFS_PDF_MARGIN, 12,
                           "Une boîte fermée, marquée au nom de l’enfant, dans un sac isotherme "
                           "avec un pain de glace.\nRien qui contienne ce à quoi un autre enfant "
                           "est allergique.");
  return pfs_pdf_finish (pdf);
}

/* The family does not see itself as unread; what the town wrote last has a file. */
static gboolean
write_message (PfsDemoPlan   *plan,
               PfsStorage    *storage,
               const char    *household,
               const char    *thread,
               const Written *written,
               GError       **error)
{
  g_autoptr (PfMessage) message = pf_record_new (PF_TYPE_MESSAGE, "");
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GBytes) bytes = NULL;

  message->thread = g_strdup (thread);
  message->author = g_strdup (written->author);
  message->is_from_town = written->is_from_town;
  message->is_read = written->is_read;
  message->text = g_strdup (written->text);
  message->at = plan->now - written->hours_ago * HOUR;
  id = pfs_storage_add_message (storage, message, error);
  if (!id || !written->is_from_town || written->is_read)
    return id != NULL;
  bytes = make_leaflet (message->at);
  digest = pfs_storage_put_file (storage, "application/pdf", bytes, error);
  return digest && pfs_storage_attach (storage, household, PF_COLLECTION_MESSAGES, id, 0,
                                       "Panier repas.pdf", digest, error);
}

static gboolean
write_threads (PfsDemoPlan *plan, PfsStorage *storage, const char *household, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (PfThread) thread = pf_record_new (PF_TYPE_THREAD, "");
      g_autofree char *id = NULL;

      thread->service = g_strdup (threads[i].service);
      thread->topic = g_strdup (threads[i].topic);
      thread->subject = g_strdup (threads[i].subject);
      thread->is_closed = threads[i].is_closed;
      id = pfs_storage_add_thread (storage, household, thread, error);
      if (!id)
        return FALSE;
      for (const Written *written = threads[i].messages; written->text; written++)
        if (!write_message (plan, storage, household, id, written, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_request (PfsDemoPlan      *plan,
               PfsStorage       *storage,
               PfsDemoHousehold *family,
               guint             index,
               GError          **error)
{
  g_autoptr (PfRequest) request = pf_record_new (PF_TYPE_REQUEST, "");
  PfGuardian *guardian = g_ptr_array_index (family->guardians, 0);
  PfMoment sent_at = plan->now - requests[index].hours_ago * HOUR;
  g_autofree char *id = NULL;

  request->form = g_strdup (requests[index].form);
  request->name = g_strdup (requests[index].name);
  request->category = g_strdup (requests[index].category);
  for (int i = 0; i < 3 && requests[index].labels[i]; i++)
    pfs_request_add_reply (request, requests[index].labels[i], requests[index].texts[i]);
  id = pfs_requests_open (storage, pf_record_get_id (PF_RECORD (family->record)),
                          pf_record_get_id (PF_RECORD (guardian)), request, NULL, NULL, NULL, NULL,
                          sent_at, error);
  for (int i = 0; id && i < 2 && requests[index].steps[i].state != PF_REQUEST_SENT; i++)
    if (!pfs_storage_add_request_event (storage, id, requests[index].steps[i].state,
                                        plan->now - requests[index].steps[i].hours_ago * HOUR,
                                        requests[index].steps[i].words, error))
      return FALSE;
  return id != NULL;
}

gboolean
pfs_demo_write_mail (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  PfsDemoHousehold *family = g_ptr_array_index (plan->households, 0);

  if (!write_desk (storage, error) ||
      !write_threads (plan, storage, pf_record_get_id (PF_RECORD (family->record)), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (!write_request (plan, storage, family, i, error))
      return FALSE;
  return TRUE;
}

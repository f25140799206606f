/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the server's addresses do: one file a resource, one function a row of the table in
 * pfs-routes.c. */
#pragma once

#include "pfs-request.h"

G_BEGIN_DECLS

void pfs_resource_discover (PfsRequest *request);
void pfs_resource_create_tokens (PfsRequest *request);
void pfs_resource_delete_tokens (PfsRequest *request);
void pfs_resource_get_changes (PfsRequest *request);
void pfs_resource_get_events (PfsRequest *request);
void pfs_resource_create_quote (PfsRequest *request);
void pfs_resource_create_bookings (PfsRequest *request);
void pfs_resource_create_enrolments (PfsRequest *request);
void pfs_resource_get_upload (PfsRequest *request);
void pfs_resource_put_upload (PfsRequest *request);
void pfs_resource_get_news_file (PfsRequest *request);
void pfs_resource_create_document (PfsRequest *request);
void pfs_resource_get_document_file (PfsRequest *request);
void pfs_resource_get_paper_file (PfsRequest *request);

G_END_DECLS

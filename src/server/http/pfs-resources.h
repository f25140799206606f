/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the server's addresses do: one file a resource, one function a row of the table in
 * pfs-routes.c. */
#pragma once

#include "pfs-request.h"

G_BEGIN_DECLS

void pfs_resource_discover (PfsRequest *request);
void pfs_resource_create_tokens (PfsRequest *request);
void pfs_resource_delete_tokens (PfsRequest *request);
void pfs_resource_create_account (PfsRequest *request);
void pfs_resource_resend_activation (PfsRequest *request);
void pfs_resource_activate_account (PfsRequest *request);
void pfs_resource_create_password_reset (PfsRequest *request);
void pfs_resource_choose_password (PfsRequest *request);
void pfs_resource_change_password (PfsRequest *request);
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
void pfs_resource_change_household (PfsRequest *request);
void pfs_resource_create_registration (PfsRequest *request);
void pfs_resource_create_yearly_update (PfsRequest *request);
void pfs_resource_change_guardian (PfsRequest *request);
void pfs_resource_change_child (PfsRequest *request);
void pfs_resource_get_health_sheet (PfsRequest *request);
void pfs_resource_change_health_sheet (PfsRequest *request);
void pfs_resource_create_contact (PfsRequest *request);
void pfs_resource_change_contact (PfsRequest *request);
void pfs_resource_delete_contact (PfsRequest *request);
void pfs_resource_create_message (PfsRequest *request);
void pfs_resource_get_message_file (PfsRequest *request);
void pfs_resource_mark_thread_read (PfsRequest *request);
void pfs_resource_create_request (PfsRequest *request);
void pfs_resource_get_request_file (PfsRequest *request);
void pfs_resource_get_invoice_pdf (PfsRequest *request);
void pfs_resource_create_invoice_link (PfsRequest *request);
void pfs_resource_create_basket_link (PfsRequest *request);
void pfs_resource_create_top_up (PfsRequest *request);
void pfs_resource_activate_wallet (PfsRequest *request);
void pfs_resource_get_payment (PfsRequest *request);
void pfs_resource_use_payment (PfsRequest *request);

G_END_DECLS

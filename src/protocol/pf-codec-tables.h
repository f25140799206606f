/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of members of each record, one file a part of the town hall. Private to protocol. */
#pragma once

#include <glib-object.h>

#include "pf-member.h"

G_BEGIN_DECLS

extern const PfMemberTable pf_household_table;
extern const PfMemberTable pf_guardian_table;
extern const PfMemberTable pf_child_table;
extern const PfMemberTable pf_contact_table;
extern const PfMemberTable pf_health_sheet_table;
extern const PfMemberTable pf_requirement_table;
extern const PfMemberTable pf_document_table;
extern const PfMemberTable pf_paper_table;
extern const PfMemberTable pf_tariff_table;
extern const PfMemberTable pf_invoice_table;
extern const PfMemberTable pf_payment_table;
extern const PfMemberTable pf_wallet_table;
extern const PfMemberTable pf_movement_table;
extern const PfMemberTable pf_prepayment_table;
extern const PfMemberTable pf_service_table;
extern const PfMemberTable pf_thread_table;
extern const PfMemberTable pf_message_table;
extern const PfMemberTable pf_form_table;
extern const PfMemberTable pf_request_table;
extern const PfMemberTable pf_news_table;
extern const PfMemberTable pf_menu_table;
/** Returns: (nullable): the table of a record type, NULL for sheets. */
const PfMemberTable *pf_codec_find_table (GType type);
/** Of #PfFile. */
extern const PfMemberTable pf_file_table;

G_END_DECLS

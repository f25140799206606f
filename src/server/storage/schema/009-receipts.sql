-- SPDX-License-Identifier: GPL-3.0-or-later
-- A receipt keeps what was asked, too: the answer alone names neither child nor activity.

ALTER TABLE receipts ADD COLUMN request BLOB; -- NULL = answered before this was kept

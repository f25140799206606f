-- SPDX-License-Identifier: GPL-3.0-or-later
-- What families may ask to be enrolled at, and what they asked.

ALTER TABLE activities ADD COLUMN description TEXT;
ALTER TABLE activities ADD COLUMN min_months INTEGER NOT NULL DEFAULT -1;
ALTER TABLE activities ADD COLUMN max_months INTEGER NOT NULL DEFAULT -1;
ALTER TABLE activities ADD COLUMN first INTEGER;
ALTER TABLE activities ADD COLUMN last INTEGER;
ALTER TABLE activities ADD COLUMN enrol_first INTEGER;
ALTER TABLE activities ADD COLUMN enrol_last INTEGER;
ALTER TABLE activities ADD COLUMN modes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activities ADD COLUMN demands INTEGER NOT NULL DEFAULT 0;

ALTER TABLE enrolments ADD COLUMN reason TEXT;
ALTER TABLE enrolments ADD COLUMN asked_at INTEGER;
ALTER TABLE enrolments ADD COLUMN occasional INTEGER NOT NULL DEFAULT 0;
-- What the family asked beside: a word for the agent, and what a whole year's booking takes each day (unit ids, by spaces).
ALTER TABLE enrolments ADD COLUMN remark TEXT;
ALTER TABLE enrolments ADD COLUMN units TEXT NOT NULL DEFAULT '';
CREATE INDEX enrolments_requested ON enrolments (asked_at) WHERE state = 0;

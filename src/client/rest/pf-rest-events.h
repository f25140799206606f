/* SPDX-License-Identifier: GPL-3.0-or-later
 * Listens to a town's event stream and comes back to it, ever more patiently, when it ends. */
#pragma once

#include "pf-rest-service.h"

G_BEGIN_DECLS

#define PF_TYPE_REST_EVENTS (pf_rest_events_get_type ())
/**
 * Signal "state" (const char *): the town has a new state. Properties "silence" and "delay" (uint,
 * milliseconds).
 */
G_DECLARE_FINAL_TYPE (PfRestEvents, pf_rest_events, PF, REST_EVENTS, GObject)

/** @service: (unowned): owns the result and stops it when it goes. */
PfRestEvents *pf_rest_events_new (PfRestService *service);
/** Connects; at once, if it was waiting to reconnect. */
void pf_rest_events_start (PfRestEvents *self);
/** Stops at once: no signal comes after it. */
void pf_rest_events_stop (PfRestEvents *self);

G_END_DECLS

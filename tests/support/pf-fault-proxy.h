/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bad network between a client in this process and a server on loopback: it takes one request
 * at a time and does to it, or to its answer, what it is told. Nothing blocks. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  PF_FAULT_PASS,
  PF_FAULT_CUT_REQUEST, /* @value bytes of the request reach the server, then both sides are cut */
  PF_FAULT_CUT_ANSWER,  /* the server does it all; @value bytes of the answer come back, then a cut
                         */
  PF_FAULT_TRUNCATE,    /* the same, but the end looks like an orderly one */
  PF_FAULT_DELAY,       /* the answer comes @value milliseconds late */
  PF_FAULT_ANSWER,      /* the proxy answers with status @value; the server hears nothing */
  PF_FAULT_REPLACE,     /* the server does it all; the proxy answers with status @value instead */
  PF_FAULT_DUPLICATE,   /* the server gets the request twice; the second answer comes back */
  PF_FAULT_GARBAGE,     /* the server does it all; the answer is a page that is no JSON */
  PF_FAULT_BLACKHOLE,   /* nothing comes back until pf_fault_proxy_release() */
  PF_N_FAULTS,
} PfFaultKind;

#define PF_TYPE_FAULT_PROXY (pf_fault_proxy_get_type ())
G_DECLARE_FINAL_TYPE (PfFaultProxy, pf_fault_proxy, PF, FAULT_PROXY, GObject)

/** Listens on a free port of loopback for the server on @target_port of it. */
PfFaultProxy *pf_fault_proxy_new (guint16 target_port);
/** Returns: (transfer none): "http://127.0.0.1:PORT". */
const char *pf_fault_proxy_get_url (PfFaultProxy *self);
/**
 * pf_fault_proxy_push:
 * @path: (nullable): only requests whose line holds this, as "POST /v1/bookings"; NULL = any
 *
 * Queues one fault: the next request that @path names meets it; others pass.
 */
void pf_fault_proxy_push (PfFaultProxy *self, const char *path, PfFaultKind kind, guint value);
/**
 * Lets each request that no queued fault wants meet a random fault (none that waits for ever) with
 * @probability; the same @seed gives the same faults for the same requests. 0 ends it.
 */
void pf_fault_proxy_set_chaos (PfFaultProxy *self, guint32 seed, double probability);
/**
 * While TRUE, connections are refused, and those under way are cut: the network is gone. Those
 * under way hold the proxy: end them so before letting it go.
 */
void pf_fault_proxy_set_down (PfFaultProxy *self, gboolean is_down);
/** Cuts what PF_FAULT_BLACKHOLE holds. */
void pf_fault_proxy_release (PfFaultProxy *self);

/** Returns: how many requests came whose line holds @path, since the proxy was made. */
guint pf_fault_proxy_get_n_requests (PfFaultProxy *self, const char *path);
/** Returns: how many faults were met. */
guint pf_fault_proxy_get_n_faults (PfFaultProxy *self);
/** Returns: bytes that came back to the client since the last call. */
guint64 pf_fault_proxy_take_n_bytes (PfFaultProxy *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chips as textures: each look is drawn once and shown as often as it occurs, so that a month
 * of a thousand slots costs little. */
#pragma once

#include <gtk/gtk.h>

#include "pf-plan-index.h"

G_BEGIN_DECLS

/** PfChipLook: all that makes a chip look as it does. */
typedef struct {
  PfState state;
  PfMark mark;
  PfWarning warning;
  gboolean is_faded;    /* past, or not among what the legend highlights */
  gboolean is_centered; /* else the symbol and the text stand at the start */
  int width;
  int height;
  const char *text; /* (nullable): copied */
} PfChipLook;

typedef struct _PfChipCache PfChipCache;

/** @widget: (unowned): whose style, font, scale and direction count. */
PfChipCache *pf_chip_cache_new (GtkWidget *widget);
void pf_chip_cache_free (PfChipCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfChipCache, pf_chip_cache_free)
/** Forgets what was drawn: after a change of style, font, scale or direction. */
void pf_chip_cache_clear (PfChipCache *self);
/** Makes chips so much denser: they are drawn larger by it. */
void pf_chip_cache_set_zoom (PfChipCache *self, double zoom);
/** Returns: (transfer none): the texture, drawn now if it is not there. */
GdkTexture *pf_chip_cache_get (PfChipCache *self, const PfChipLook *look);
/** PF_HATCH_SIZE: the side of the hatch's tile. */
#define PF_HATCH_SIZE 8
/** Returns: (transfer none): a tile of slanted lines that repeats, for closed days. */
GdkTexture *pf_chip_cache_get_hatch (PfChipCache *self);

G_END_DECLS

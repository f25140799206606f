/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the grid, its layouts and its input share. */
#pragma once

#include "pf-chip-cache.h"
#include "pf-plan-grid.h"

G_BEGIN_DECLS

/** PfGridBox: one cell: a day of the month, or a unit's day of a table. */
typedef struct {
  PfDay day;
  int row; /* of the table, 0 in the month */
  GdkRectangle area;
  guint first_slot; /* in the index's slots, */
  guint n_slots;    /* where they follow one another */
  guint n_hidden;   /* slots with no chip, for want of room */
  PfClosure closure;
  const char *label;   /* (unowned) (nullable) */
  gboolean is_outside; /* of the period */
} PfGridBox;

/** PfGridChip: a slot as it is drawn. */
typedef struct {
  GdkRectangle area;
  guint slot;
  guint box;
  const char *text; /* (unowned) (nullable) */
  gboolean is_centered;
} PfGridChip;

/** PfGridRow: a row of the table. */
typedef struct {
  /* (unowned): the first of the row; its child, activity and unit are the row's */
  PfPlanItem *item;
  int y;
  int height;
  int heading_y;    /* of the child's name above it, -1 where the row has none */
  int label_height; /* of its name above the days, 0 where it stands beside them */
} PfGridRow;

/** PfGridLayout: how a view places and draws its cells. */
typedef struct {
  int n_weeks; /* of a period; 0: a month */
  void (*measure) (PfPlanGrid *self, int width, int *min_width, int *height);
  void (*arrange) (PfPlanGrid *self, int width, int height);
  void (*draw_ground) (PfPlanGrid *self, GtkSnapshot *snapshot);
  /* stays in sight while the rest scrolls */
  void (*draw_header) (PfPlanGrid *self, GtkSnapshot *snapshot);
} PfGridLayout;

extern const PfGridLayout pf_month_layout;
extern const PfGridLayout pf_fortnight_layout;
extern const PfGridLayout pf_week_layout;

/** The colours of the ground, read once a style. */
typedef enum {
  PF_GROUND_TEXT,
  PF_GROUND_DIM,
  PF_GROUND_FAINT,
  PF_GROUND_LINE,
  PF_GROUND_SHADE,
  PF_GROUND_PAPER,
  PF_GROUND_SELECTION,
  PF_GROUND_FOCUS,
  PF_GROUND_ACCENT,
  PF_GROUND_ON_ACCENT,
  PF_N_GROUND_COLORS,
} PfGroundColor;

struct _PfPlanGrid {
  GtkWidget parent_instance;
  PfPlanIndex *index; /* (owned) */
  PfGridView view;
  const PfGridLayout *layout;
  PfDay first; /* of the range drawn */
  PfDay last;
  gboolean is_loading;

  GArray *boxes;   /* (element-type PfGridBox) (owned), row by row */
  GArray *chips;   /* (element-type PfGridChip) (owned), by box */
  GArray *rows;    /* (element-type PfGridRow) (owned): the table's */
  GArray *columns; /* (element-type PfDay) (owned): the table's */
  double zoom;     /* all places are in units of so many pixels */
  int width;       /* in these units */
  int height;
  guint n_children;
  int n_columns;
  int header_height;
  int start_width; /* of what stands before the first column */
  gboolean is_narrow;
  gboolean is_arranged;
  GPtrArray *cells; /* (element-type PfGridCell): our children, one a box */
  guint described;  /* boxes whose cells have their words */
  guint describe_id;

  PfChipCache *chip_cache; /* (owned) */
  GskRenderNode *ground;   /* (owned) (nullable): all but selection, focus and pointer */
  GskRenderNode *header;   /* (owned) (nullable) */
  PangoLayout *text;       /* (owned) (nullable), in this font: */
  double text_size;
  gboolean text_is_bold;
  GdkRGBA colors[PF_N_GROUND_COLORS];
  gboolean has_colors;
  guint highlight;       /* a mask of states: the others are faded; 0 = none is */
  GtkAdjustment *scroll; /* (unowned) (nullable): of the scrolled window around us */

  PfDay focus_day;
  int focus_row;
  PfDay anchor_day; /* of the selection, PF_DAY_NONE = nothing is selected */
  int anchor_row;
  gboolean is_dragging;
  int pressed_box;
  int pressed_chip;
  int hover_chip;
};

/** Makes boxes and chips current. */
void pf_plan_grid_arrange (PfPlanGrid *self);
/** Adds a box; the slots of @day in the index. Returns: its number. */
guint pf_plan_grid_add_box (PfPlanGrid *self, const PfPlanDay *day, int row,
                            const GdkRectangle *area);
/** Returns: whether the slot deserves a chip among others of its day. */
gboolean pf_plan_grid_shows_slot (const PfPlanSlot *slot);
gboolean pf_plan_grid_is_selected (PfPlanGrid *self, const PfGridBox *box);
/** Returns: the box of the focus, -1 if it is not shown. */
int pf_plan_grid_find_focus (PfPlanGrid *self);
/** Moves the focus to the box; @extends: selects what is between. */
void pf_plan_grid_focus_box (PfPlanGrid *self, int box, gboolean extends);
void pf_plan_grid_clear_selection (PfPlanGrid *self);
/** Does to the box what a click on it, or on its slot number @slot, does. */
void pf_plan_grid_activate (PfPlanGrid *self, int box, int slot, gboolean opens);

/** pf-plan-grid-draw.c: */
/** Returns: @area where it is drawn: mirrored where text runs from right to left. */
GdkRectangle pf_plan_grid_mirror (PfPlanGrid *self, const GdkRectangle *area);
/** Returns: @area where it is in the widget: mirrored, in pixels. */
GdkRectangle pf_plan_grid_place (PfPlanGrid *self, const GdkRectangle *area);
void pf_plan_grid_draw (PfPlanGrid *self, GtkSnapshot *snapshot);
/** Draws again: what is placed has changed, */
void pf_plan_grid_forget_drawing (PfPlanGrid *self);
/** or how it looks. */
void pf_plan_grid_forget_style (PfPlanGrid *self);
/** Text of one line in @area, which is mirrored with the direction, as all below. @align: 0
 * start, 0.5 middle, 1 end. */
void pf_plan_grid_draw_text (PfPlanGrid *self, GtkSnapshot *snapshot, const char *text,
                             const GdkRectangle *area, double size, gboolean is_bold, float align,
                             PfGroundColor color);
void pf_plan_grid_draw_fill (PfPlanGrid *self, GtkSnapshot *snapshot, const GdkRectangle *area,
                             PfGroundColor color);
void pf_plan_grid_draw_hatch (PfPlanGrid *self, GtkSnapshot *snapshot, const GdkRectangle *area);
/** A disc of the accent colour behind today's number. */
void pf_plan_grid_draw_today (PfPlanGrid *self, GtkSnapshot *snapshot, const GdkRectangle *area);

/** pf-plan-grid-input.c: */
void pf_plan_grid_class_add_keys (GtkWidgetClass *widget_class);
void pf_plan_grid_add_controllers (PfPlanGrid *self);

G_END_DECLS

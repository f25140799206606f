/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handing something to another thread, said aloud: GLib's own locks order it, but ThreadSanitizer
 * does not see them. */
#pragma once

#include <glib.h>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>

/** What this thread did to @object before is seen by whoever takes it. */
#define pf_handover_give(object) __tsan_release (object)
#define pf_handover_take(object) __tsan_acquire (object)
#else
#define pf_handover_give(object) ((void) (object))
#define pf_handover_take(object) ((void) (object))
#endif

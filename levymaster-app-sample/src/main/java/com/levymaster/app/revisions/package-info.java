/**
 * The history of the database schema: one class per revision.
 *
 * <pre>
 * 1a2b3c4d5e6f ── 2a3b4c5d6e7f ─┬─ 3b8d0e51c2f7 ── 4f19a6c27d3e ─┬─ 6e71c8f902b5 ── 7f82d90a13c6
 *                               │          (reporting)           │
 *                               └─ 3c5e7f90a1b2 ── 5d60b7e8f1a4 ─┘
 *                                            (levy)
 * </pre>
 */
@NullMarked
package com.levymaster.app.revisions;

import org.jspecify.annotations.NullMarked;

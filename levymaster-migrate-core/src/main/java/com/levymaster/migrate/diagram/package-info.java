/** Draws the revision graph as text, SVG, Mermaid and DOT. */
@NullMarked
package com.levymaster.migrate.diagram;

import org.jspecify.annotations.NullMarked;

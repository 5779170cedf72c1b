/** Renders operations as the readable Java source of a revision. */
@NullMarked
package com.levymaster.migrate.render;

import org.jspecify.annotations.NullMarked;

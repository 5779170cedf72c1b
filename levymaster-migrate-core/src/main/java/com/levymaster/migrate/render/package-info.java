/** Writes operations as the Java source of a revision, as a person would write it. */
@NullMarked
package com.levymaster.migrate.render;

import org.jspecify.annotations.NullMarked;

/** Revisions, repeatables and callbacks that are written as SQL files. */
@NullMarked
package com.levymaster.migrate.sqlrevision;

import org.jspecify.annotations.NullMarked;

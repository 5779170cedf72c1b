/** Explores the states that sequences of commands, cut at any point, leave in a database, and compares them with a model. */
@NullMarked
package com.levymaster.migrate.explorer;

import org.jspecify.annotations.NullMarked;

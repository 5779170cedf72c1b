/** Stores which revisions are applied, and the history of all events. */
@NullMarked
package com.levymaster.migrate.store;

import org.jspecify.annotations.NullMarked;

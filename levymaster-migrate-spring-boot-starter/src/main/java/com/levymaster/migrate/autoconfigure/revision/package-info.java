/** Finds revisions on the class path and registers them as lazy beans. */
@NullMarked
package com.levymaster.migrate.autoconfigure.revision;

import org.jspecify.annotations.NullMarked;

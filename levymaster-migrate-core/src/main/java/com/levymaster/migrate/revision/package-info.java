/** The graph of revision headers: what a target names, and which revisions a command would run. */
@NullMarked
package com.levymaster.migrate.revision;

import org.jspecify.annotations.NullMarked;

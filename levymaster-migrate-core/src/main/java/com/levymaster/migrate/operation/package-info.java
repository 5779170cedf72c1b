/** The closed algebra of changes: each knows its inverse, its effect on a schema, and one line that describes it. */
@NullMarked
package com.levymaster.migrate.operation;

import org.jspecify.annotations.NullMarked;

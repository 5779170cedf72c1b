/** The closed algebra of operations: each has an inverse, an effect on a schema, and a one-line description. */
@NullMarked
package com.levymaster.migrate.operation;

import org.jspecify.annotations.NullMarked;

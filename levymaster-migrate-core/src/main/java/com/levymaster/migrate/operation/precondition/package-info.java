/** Finds operations that PostgreSQL would refuse because of other objects of the schema. */
@NullMarked
package com.levymaster.migrate.operation.precondition;

import org.jspecify.annotations.NullMarked;

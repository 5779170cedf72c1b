/** The model of a database schema: immutable records, type parsing and compatibility, and the inspector interface. */
@NullMarked
package com.levymaster.migrate.schema;

import org.jspecify.annotations.NullMarked;

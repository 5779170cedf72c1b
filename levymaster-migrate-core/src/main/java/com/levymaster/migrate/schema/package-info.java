/** What a schema is: immutable records, and the questions that a recorded schema and a live database both answer. */
@NullMarked
package com.levymaster.migrate.schema;

import org.jspecify.annotations.NullMarked;

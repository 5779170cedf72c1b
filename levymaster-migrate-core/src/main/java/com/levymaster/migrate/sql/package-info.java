/** Splits SQL text into tokens, by PostgreSQL's lexical rules. */
@NullMarked
package com.levymaster.migrate.sql;

import org.jspecify.annotations.NullMarked;

/** The version table and the history table: what is applied, and what ever happened. */
@NullMarked
package com.levymaster.migrate.store;

import org.jspecify.annotations.NullMarked;

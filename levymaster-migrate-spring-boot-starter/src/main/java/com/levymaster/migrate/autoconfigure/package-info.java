/** Brings the database to its head while the application context starts, before anything that uses it. */
@NullMarked
package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.NullMarked;

/** What the tests of all modules share: the one way to get a PostgreSQL. */
@NullMarked
package com.levymaster.migrate.testing;

import org.jspecify.annotations.NullMarked;

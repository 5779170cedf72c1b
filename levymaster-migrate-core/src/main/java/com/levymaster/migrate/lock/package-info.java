/** The advisory lock under which one process at a time migrates a database, and the settings of its session. */
@NullMarked
package com.levymaster.migrate.lock;

import org.jspecify.annotations.NullMarked;

/** The {@code Migrator}: one method for each command, such as upgrade, downgrade, stamp and status. */
@NullMarked
package com.levymaster.migrate.command;

import org.jspecify.annotations.NullMarked;

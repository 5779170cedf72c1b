/** The {@code db} commands and their options. */
@NullMarked
package com.levymaster.migrate.cli.command;

import org.jspecify.annotations.NullMarked;

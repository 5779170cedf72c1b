/** One application in all the ways in which applications are built, packed and configured. */
@NullMarked
package com.levymaster.migrate.cli.kind;

import org.jspecify.annotations.NullMarked;

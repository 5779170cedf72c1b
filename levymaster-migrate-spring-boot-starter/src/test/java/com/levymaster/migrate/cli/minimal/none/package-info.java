/** An application without revisions. */
@NullMarked
package com.levymaster.migrate.cli.minimal.none;

import org.jspecify.annotations.NullMarked;

/** An application whose revisions have conditions. */
@NullMarked
package com.levymaster.migrate.cli.minimal.conditional;

import org.jspecify.annotations.NullMarked;

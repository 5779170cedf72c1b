/** An application whose revisions depend on profiles. */
@NullMarked
package com.levymaster.migrate.cli.minimal.profile;

import org.jspecify.annotations.NullMarked;

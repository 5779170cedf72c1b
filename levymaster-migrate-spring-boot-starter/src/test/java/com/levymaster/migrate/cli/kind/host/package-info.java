/** An application without revisions, which a library brings. */
@NullMarked
package com.levymaster.migrate.cli.kind.host;

import org.jspecify.annotations.NullMarked;

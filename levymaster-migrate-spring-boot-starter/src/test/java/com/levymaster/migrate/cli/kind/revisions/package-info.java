/** The revisions of the application of all kinds. */
@NullMarked
package com.levymaster.migrate.cli.kind.revisions;

import org.jspecify.annotations.NullMarked;

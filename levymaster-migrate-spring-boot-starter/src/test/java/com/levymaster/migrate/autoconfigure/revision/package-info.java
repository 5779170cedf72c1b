/** Tests of how revisions are found. */
@NullMarked
package com.levymaster.migrate.autoconfigure.revision;

import org.jspecify.annotations.NullMarked;

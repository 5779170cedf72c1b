/** What the author of a migration imports: {@link Migration}, {@link Revision}, {@link Operations} and their words. */
@NullMarked
package com.levymaster.migrate;

import org.jspecify.annotations.NullMarked;

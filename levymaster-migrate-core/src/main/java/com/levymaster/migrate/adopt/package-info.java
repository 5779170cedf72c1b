/** Takes over a database that was there before: what it contains, the revisions that describe it, and their proof. */
@NullMarked
package com.levymaster.migrate.adopt;

import org.jspecify.annotations.NullMarked;

/** Two schemas in, the ordered operations that lead from one to the other out. */
@NullMarked
package com.levymaster.migrate.diff;

import org.jspecify.annotations.NullMarked;

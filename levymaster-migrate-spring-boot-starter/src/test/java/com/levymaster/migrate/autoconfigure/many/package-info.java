/** Applications with several databases. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many;

import org.jspecify.annotations.NullMarked;

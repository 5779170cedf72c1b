/** An application with the starter and nothing else. */
@NullMarked
package com.levymaster.migrate.autoconfigure.minimal;

import org.jspecify.annotations.NullMarked;

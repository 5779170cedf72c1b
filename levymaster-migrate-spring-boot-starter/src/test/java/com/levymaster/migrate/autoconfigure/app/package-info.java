/** An application as its author would write it, with its slices. */
@NullMarked
package com.levymaster.migrate.autoconfigure.app;

import org.jspecify.annotations.NullMarked;

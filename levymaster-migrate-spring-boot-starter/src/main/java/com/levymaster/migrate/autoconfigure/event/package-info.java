/** Application events that are published by migration runs. */
@NullMarked
package com.levymaster.migrate.autoconfigure.event;

import org.jspecify.annotations.NullMarked;

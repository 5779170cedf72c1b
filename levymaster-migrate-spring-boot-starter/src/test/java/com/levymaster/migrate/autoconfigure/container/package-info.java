/** Containers and the migrations. */
@NullMarked
package com.levymaster.migrate.autoconfigure.container;

import org.jspecify.annotations.NullMarked;

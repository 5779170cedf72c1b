/** The starter, tried in contexts like those of its users. */
@NullMarked
package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.NullMarked;

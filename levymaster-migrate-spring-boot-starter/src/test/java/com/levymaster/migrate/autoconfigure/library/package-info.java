/** A library that brings revisions of its own. */
@NullMarked
package com.levymaster.migrate.autoconfigure.library;

import org.jspecify.annotations.NullMarked;

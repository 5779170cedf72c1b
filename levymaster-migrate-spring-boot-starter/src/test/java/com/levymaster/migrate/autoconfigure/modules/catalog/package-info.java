/** The module catalog, which the annotation of its revision names. */
@NullMarked
package com.levymaster.migrate.autoconfigure.modules.catalog;

import org.jspecify.annotations.NullMarked;

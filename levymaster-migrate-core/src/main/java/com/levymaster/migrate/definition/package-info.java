/** The definition of a revision: its header, options and migration, and its recorded operations. */
@NullMarked
package com.levymaster.migrate.definition;

import org.jspecify.annotations.NullMarked;

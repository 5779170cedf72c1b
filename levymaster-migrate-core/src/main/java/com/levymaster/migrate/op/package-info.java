/** The operations of a migration, {@link com.levymaster.migrate.op.Operations}, and the builders that they return. */
@NullMarked
package com.levymaster.migrate.op;

import org.jspecify.annotations.NullMarked;

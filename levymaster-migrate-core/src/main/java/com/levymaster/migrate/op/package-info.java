/** The author API: {@code op} and the builders that its methods return. */
@NullMarked
package com.levymaster.migrate.op;

import org.jspecify.annotations.NullMarked;

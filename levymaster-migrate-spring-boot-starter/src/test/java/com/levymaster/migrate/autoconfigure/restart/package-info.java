/** An application that is started again and again in one process, as DevTools do. */
@NullMarked
package com.levymaster.migrate.autoconfigure.restart;

import org.jspecify.annotations.NullMarked;

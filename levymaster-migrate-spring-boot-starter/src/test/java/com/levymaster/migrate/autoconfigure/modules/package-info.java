/** An application with modules. */
@NullMarked
package com.levymaster.migrate.autoconfigure.modules;

import org.jspecify.annotations.NullMarked;

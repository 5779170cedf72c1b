/** Records, compiles and lints a whole plan before any of it runs. */
@NullMarked
package com.levymaster.migrate.plan;

import org.jspecify.annotations.NullMarked;

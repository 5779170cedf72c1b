/** Exceptions with a problem and a remedy, and the SQL states that the library distinguishes. */
@NullMarked
package com.levymaster.migrate.error;

import org.jspecify.annotations.NullMarked;

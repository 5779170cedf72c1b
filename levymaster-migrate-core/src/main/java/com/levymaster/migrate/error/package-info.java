/** How this library says what went wrong: the problem first, then what to do about it. */
@NullMarked
package com.levymaster.migrate.error;

import org.jspecify.annotations.NullMarked;

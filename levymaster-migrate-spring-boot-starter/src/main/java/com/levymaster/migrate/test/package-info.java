/** Test support: inheritable tests that every revision history must pass, and assertions. */
@NullMarked
package com.levymaster.migrate.test;

import org.jspecify.annotations.NullMarked;

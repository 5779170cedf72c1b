/** The laws that any application's history must keep, as tests to inherit. */
@NullMarked
package com.levymaster.migrate.test;

import org.jspecify.annotations.NullMarked;

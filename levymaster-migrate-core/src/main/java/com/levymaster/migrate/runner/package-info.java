/** Executes a plan, one transaction per revision, and reports what was done. */
@NullMarked
package com.levymaster.migrate.runner;

import org.jspecify.annotations.NullMarked;

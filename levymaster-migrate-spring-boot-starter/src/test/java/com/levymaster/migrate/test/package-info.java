/** The laws, held against histories that break them. */
@NullMarked
package com.levymaster.migrate.test;

import org.jspecify.annotations.NullMarked;

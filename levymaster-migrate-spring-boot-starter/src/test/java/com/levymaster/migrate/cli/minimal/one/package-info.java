/** Applications with one revision. */
@NullMarked
package com.levymaster.migrate.cli.minimal.one;

import org.jspecify.annotations.NullMarked;

/** Tests of the command line. */
@NullMarked
package com.levymaster.migrate.cli;

import org.jspecify.annotations.NullMarked;

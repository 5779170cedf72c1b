/** Terminal output: formatters, progress and exit codes. */
@NullMarked
package com.levymaster.migrate.cli.output;

import org.jspecify.annotations.NullMarked;

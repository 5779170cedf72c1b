/** An application of Quartz, Spring Batch, Spring Session and Spring Modulith. */
@NullMarked
package com.levymaster.migrate.autoconfigure.tools;

import org.jspecify.annotations.NullMarked;

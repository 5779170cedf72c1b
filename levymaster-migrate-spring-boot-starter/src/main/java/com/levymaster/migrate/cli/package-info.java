/** The application's own command line: {@code java -jar app.jar db …}. */
@NullMarked
package com.levymaster.migrate.cli;

import org.jspecify.annotations.NullMarked;

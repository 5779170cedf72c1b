/** The application whose start is measured. */
@org.jspecify.annotations.NullMarked
package com.levymaster.migrate.bench.app;

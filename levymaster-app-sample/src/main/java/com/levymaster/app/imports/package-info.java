/** Files that come into the application, as CSV, and the log of each import. */
@NullMarked
package com.levymaster.app.imports;

import org.jspecify.annotations.NullMarked;

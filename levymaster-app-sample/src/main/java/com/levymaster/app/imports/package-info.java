/** Imports of CSV files, and their log. */
@NullMarked
package com.levymaster.app.imports;

import org.jspecify.annotations.NullMarked;

/** Tax districts and their tax codes. */
@NullMarked
package com.levymaster.app.tax;

import org.jspecify.annotations.NullMarked;

/** Levies: rates calculated from amounts, within the legal limits. */
@NullMarked
package com.levymaster.app.levy;

import org.jspecify.annotations.NullMarked;

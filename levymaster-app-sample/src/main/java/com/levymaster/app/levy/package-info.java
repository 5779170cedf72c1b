/** Levies: the rate that follows from an amount, within the limits of the law. */
@NullMarked
package com.levymaster.app.levy;

import org.jspecify.annotations.NullMarked;

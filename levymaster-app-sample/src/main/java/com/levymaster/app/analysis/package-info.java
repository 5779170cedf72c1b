/** Analyses of past levies and forecasts of coming ones. */
@NullMarked
package com.levymaster.app.analysis;

import org.jspecify.annotations.NullMarked;

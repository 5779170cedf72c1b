/**
 * The LevyMaster application: property-tax levies of a county, on a database that LevyMaster Migrate keeps up to date.
 */
@NullMarked
package com.levymaster.app;

import org.jspecify.annotations.NullMarked;

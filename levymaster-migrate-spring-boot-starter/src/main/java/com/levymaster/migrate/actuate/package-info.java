/** Actuator integration: health, info, metrics and observations of the migrations. */
@NullMarked
package com.levymaster.migrate.actuate;

import org.jspecify.annotations.NullMarked;

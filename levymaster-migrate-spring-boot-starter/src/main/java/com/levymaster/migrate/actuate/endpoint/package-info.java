/** The actuator endpoint {@code migrations}: descriptors, JSON and the HTML page. */
@NullMarked
package com.levymaster.migrate.actuate.endpoint;

import org.jspecify.annotations.NullMarked;

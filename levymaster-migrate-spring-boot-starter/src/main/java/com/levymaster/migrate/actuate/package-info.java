/** Shows through Boot's actuator where the database stands: the endpoint {@code migrations}. */
@NullMarked
package com.levymaster.migrate.actuate;

import org.jspecify.annotations.NullMarked;

/** Lets migrations follow the application into the database of Testcontainers or Docker Compose. */
@NullMarked
package com.levymaster.migrate.autoconfigure.container;

import org.jspecify.annotations.NullMarked;

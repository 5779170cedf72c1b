/** Service connections: migrations run on the database of Testcontainers or Docker Compose, as the application does. */
@NullMarked
package com.levymaster.migrate.autoconfigure.container;

import org.jspecify.annotations.NullMarked;

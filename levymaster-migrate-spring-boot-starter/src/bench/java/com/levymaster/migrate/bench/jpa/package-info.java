/** An application with an entity, whose commands are measured. */
@org.jspecify.annotations.NullMarked
package com.levymaster.migrate.bench.jpa;

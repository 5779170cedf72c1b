/** Reads Hibernate's entity mappings into a desired model. Only this package depends on Hibernate. */
@NullMarked
package com.levymaster.migrate.hibernate;

import org.jspecify.annotations.NullMarked;

/** Reads the entity mappings of a running Hibernate into a desired schema; nothing else imports Hibernate. */
@NullMarked
package com.levymaster.migrate.hibernate;

import org.jspecify.annotations.NullMarked;

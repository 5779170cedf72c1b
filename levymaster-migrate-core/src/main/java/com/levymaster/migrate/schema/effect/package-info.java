/** What PostgreSQL itself changes when one object changes: dependents, references, privileges, comments. */
@NullMarked
package com.levymaster.migrate.schema.effect;

import org.jspecify.annotations.NullMarked;

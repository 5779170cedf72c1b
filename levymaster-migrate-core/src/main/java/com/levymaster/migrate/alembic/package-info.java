/** Reads the revisions of an Alembic project without Python, and translates their operations. */
@NullMarked
package com.levymaster.migrate.alembic;

import org.jspecify.annotations.NullMarked;

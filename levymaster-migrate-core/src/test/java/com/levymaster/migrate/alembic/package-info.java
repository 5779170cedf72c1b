@NullMarked
package com.levymaster.migrate.alembic;

import org.jspecify.annotations.NullMarked;

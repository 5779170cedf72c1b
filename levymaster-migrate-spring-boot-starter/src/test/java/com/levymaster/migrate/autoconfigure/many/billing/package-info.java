/** Revisions of the database billing. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many.billing;

import org.jspecify.annotations.NullMarked;

/** The module billing. */
@NullMarked
@RevisionModule("billing")
package com.levymaster.migrate.autoconfigure.modules.billing;

import com.levymaster.migrate.RevisionModule;
import org.jspecify.annotations.NullMarked;

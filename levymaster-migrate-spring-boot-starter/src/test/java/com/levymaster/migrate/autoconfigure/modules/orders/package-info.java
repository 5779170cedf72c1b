/** The module orders. */
@NullMarked
@RevisionModule("orders")
package com.levymaster.migrate.autoconfigure.modules.orders;

import com.levymaster.migrate.RevisionModule;
import org.jspecify.annotations.NullMarked;

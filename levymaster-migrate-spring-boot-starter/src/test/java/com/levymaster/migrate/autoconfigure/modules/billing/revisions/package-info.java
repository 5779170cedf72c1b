/** The revisions of the module billing. */
@NullMarked
package com.levymaster.migrate.autoconfigure.modules.billing.revisions;

import org.jspecify.annotations.NullMarked;

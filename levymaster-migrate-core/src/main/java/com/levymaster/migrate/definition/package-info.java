/** A revision as a value: header, options and the supplier of its migration; and its recorded operations. */
@NullMarked
package com.levymaster.migrate.definition;

import org.jspecify.annotations.NullMarked;

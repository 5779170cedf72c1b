/** The only place where SQL text is written: operations in, statements out. */
@NullMarked
package com.levymaster.migrate.dialect;

import org.jspecify.annotations.NullMarked;

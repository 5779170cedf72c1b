/** The revision graph to look at: for a terminal, a document, a browser. */
@NullMarked
package com.levymaster.migrate.picture;

import org.jspecify.annotations.NullMarked;

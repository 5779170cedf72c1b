/** An application with two databases. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many.shop;

import org.jspecify.annotations.NullMarked;

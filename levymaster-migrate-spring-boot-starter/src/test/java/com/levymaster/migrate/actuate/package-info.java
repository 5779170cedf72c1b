/** The endpoint, asked over HTTP and JMX. */
@NullMarked
package com.levymaster.migrate.actuate;

import org.jspecify.annotations.NullMarked;

/** What a run tells the application's listeners. */
@NullMarked
package com.levymaster.migrate.autoconfigure.event;

import org.jspecify.annotations.NullMarked;

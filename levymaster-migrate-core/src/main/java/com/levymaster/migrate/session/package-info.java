/** Makes a connection fit for a run, and gives it back as it was. */
@NullMarked
package com.levymaster.migrate.session;

import org.jspecify.annotations.NullMarked;

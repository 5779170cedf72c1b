/** Runs a piece of work while no other node migrates. */
@NullMarked
package com.levymaster.migrate.lock;

import org.jspecify.annotations.NullMarked;

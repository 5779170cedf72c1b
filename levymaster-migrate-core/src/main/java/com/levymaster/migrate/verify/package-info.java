/** Runs all revisions up, down and up again on a temporary database, and reports which laws of a history they break. */
@NullMarked
package com.levymaster.migrate.verify;

import org.jspecify.annotations.NullMarked;

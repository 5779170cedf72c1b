/** The verbs: upgrade, downgrade, stamp and the questions, each a method with values in and values out. */
@NullMarked
package com.levymaster.migrate.command;

import org.jspecify.annotations.NullMarked;

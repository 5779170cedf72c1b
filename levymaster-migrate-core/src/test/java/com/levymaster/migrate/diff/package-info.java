@NullMarked
package com.levymaster.migrate.diff;

import org.jspecify.annotations.NullMarked;

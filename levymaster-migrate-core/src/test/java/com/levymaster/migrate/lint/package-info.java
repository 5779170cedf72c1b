@NullMarked
package com.levymaster.migrate.lint;

import org.jspecify.annotations.NullMarked;

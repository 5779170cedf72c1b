@NullMarked
package com.levymaster.migrate.analysis;

import org.jspecify.annotations.NullMarked;

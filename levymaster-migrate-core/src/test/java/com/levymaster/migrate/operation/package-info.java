@NullMarked
package com.levymaster.migrate.operation;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.levymaster.migrate.operation.precondition;

import org.jspecify.annotations.NullMarked;

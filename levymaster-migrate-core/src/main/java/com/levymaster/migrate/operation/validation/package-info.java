/** Checks an operation for contradictions before it is recorded. */
@NullMarked
package com.levymaster.migrate.operation.validation;

import org.jspecify.annotations.NullMarked;

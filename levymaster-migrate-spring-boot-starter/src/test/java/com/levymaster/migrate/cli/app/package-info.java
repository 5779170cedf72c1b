@NullMarked
package com.levymaster.migrate.cli.app;

import org.jspecify.annotations.NullMarked;

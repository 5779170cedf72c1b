@NullMarked
package com.levymaster.migrate.cli.numbered;

import org.jspecify.annotations.NullMarked;

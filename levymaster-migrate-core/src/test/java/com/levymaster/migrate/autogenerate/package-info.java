@NullMarked
package com.levymaster.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;

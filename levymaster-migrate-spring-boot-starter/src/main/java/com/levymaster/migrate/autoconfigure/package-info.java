/** Auto-configuration that upgrades the database while the application context starts, before other beans use it. */
@NullMarked
package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.NullMarked;

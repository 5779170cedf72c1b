package com.levymaster.migrate.autoconfigure.library;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;

/** Is processed after the auto-configuration of the migrations. */
@AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
@AutoConfigurationPackage
public final class LibraryAutoConfiguration {}

package com.levymaster.migrate.cli.command;

import org.springframework.boot.SpringBootVersion;
import picocli.CommandLine.IVersionProvider;

/** The versions that matter in a report of an error. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "LevyMaster Migrate " + (version == null ? "(development)" : version),
            "Spring Boot " + SpringBootVersion.getVersion() + ", Java " + System.getProperty("java.version")
        };
    }
}

package com.levymaster.migrate.cli.kind;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Runs the application that the system property {@code application} names. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        new SpringApplicationBuilder(Class.forName(System.getProperty("application")))
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }
}

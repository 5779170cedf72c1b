package com.levymaster.migrate.autoconfigure.app;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The application as a program. */
public final class NoteMain {

    private NoteMain() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(NoteApplication.class)
                .web(WebApplicationType.NONE)
                .run(args);
    }
}

package com.levymaster.migrate.autoconfigure.app;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts and stops the application; where its database is, system properties say. */
public final class NoteStart implements Runnable {

    @Override
    public void run() {
        new SpringApplicationBuilder(NoteApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "spring.jmx.enabled=false")
                .run()
                .close();
    }
}

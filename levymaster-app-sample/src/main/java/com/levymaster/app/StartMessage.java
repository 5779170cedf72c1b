package com.levymaster.app;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the URLs of the API and the migrations page after the start. */
@Component
class StartMessage {

    private static final Log log = LogFactory.getLog(LevyMasterApplication.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            String address = "http://localhost:" + web.getWebServer().getPort();
            log.info("API:        " + address + "/api/tax-districts?year=2025");
            log.info("Migrations: " + address + "/actuator/migrations");
        }
    }
}

package com.levymaster.migrate.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactory;

/** Flyway that still migrates at the start of the application, beside this library. */
final class FlywayStartCheck {

    /** The name that Boot gives to the bean that runs Flyway. */
    private static final String INITIALIZER = "flywayInitializer";

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private FlywayStartCheck() {}

    static void warn(BeanFactory beans) {
        if (beans.containsBean(INITIALIZER)) {
            log.warn("Flyway also migrates when this application starts. Once its migrations are adopted with"
                    + " `db adopt --from flyway`, set spring.flyway.enabled=false, or remove it from the class path");
        }
    }
}

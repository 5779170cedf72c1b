package com.levymaster.migrate.autoconfigure;

import java.util.Locale;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactory;

/** Other tools that still migrate at the start of the application, beside this library. */
final class OtherToolsCheck {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private OtherToolsCheck() {}

    /** Finds them by the names that Boot gives to the beans that run them. */
    static void warn(BeanFactory beans) {
        warn(beans, "flywayInitializer", "Flyway", "migrations");
        warn(beans, "liquibase", "Liquibase", "change sets");
    }

    private static void warn(BeanFactory beans, String bean, String tool, String migrations) {
        if (beans.containsBean(bean)) {
            String name = tool.toLowerCase(Locale.ROOT);
            log.warn(tool + " also migrates when this application starts. Once its " + migrations
                    + " are adopted with `db adopt --from " + name + "`, set spring." + name
                    + ".enabled=false, or remove it from the class path");
        }
    }
}

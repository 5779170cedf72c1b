package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.CommandName;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Other tools that still migrate at the start of the application, beside this library. */
final class OtherToolsCheck {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private OtherToolsCheck() {}

    /** Finds the beans that run them: those of Boot, and those that an application defines for its other databases. */
    static void warn(ListableBeanFactory beans) {
        warn(
                beans,
                "Flyway",
                "migrations",
                "flywayInitializer",
                "org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer");
        warn(
                beans,
                "Liquibase",
                "change sets",
                "liquibase",
                "liquibase.integration.spring.SpringLiquibase",
                "liquibase.integration.spring.MultiTenantSpringLiquibase");
    }

    private static void warn(
            ListableBeanFactory beans, String tool, String migrations, String ofBoot, String... types) {
        Set<String> found = new TreeSet<>();
        if (beans.containsBean(ofBoot)) {
            found.add(ofBoot);
        }
        for (String type : types) {
            if (ClassUtils.isPresent(type, null)) {
                found.addAll(Set.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, ClassUtils.resolveClassName(type, null), true, false)));
            }
        }
        if (!found.isEmpty()) {
            String name = tool.toLowerCase(Locale.ROOT);
            boolean own = !found.equals(Set.of(ofBoot));
            log.warn(CommandName.in(
                    tool + " also migrates when this application starts (" + String.join(", ", found) + "). Once its "
                            + migrations + " are adopted with `db adopt --from " + name + "`, set spring." + name
                            + ".enabled=false" + (own ? ", remove the beans of your own" : "")
                            + ", or remove it from the class path"));
        }
    }
}

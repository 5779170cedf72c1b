package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** The migrators of an application. */
public final class Migrators {

    private Migrators() {}

    /** Returns the migrators of a context by the name of their database, or of their bean if the database has no name. */
    public static Map<String, Migrator> byName(ListableBeanFactory beans) {
        return byDatabase(beans.getBeansOfType(Migrator.class));
    }

    /** Returns the migrators of a context and its parents; see {@link #byName}. */
    public static Map<String, Migrator> byNameIncludingAncestors(ListableBeanFactory beans) {
        return byDatabase(BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, Migrator.class));
    }

    private static Map<String, Migrator> byDatabase(Map<String, Migrator> byBean) {
        Map<String, Migrator> all = new LinkedHashMap<>();
        byBean.forEach((bean, migrator) -> {
            String database = migrator.settings().database();
            all.put(database == null ? bean : database, migrator);
        });
        return all;
    }
}

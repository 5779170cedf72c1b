package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.AutogenerateHook;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.autogenerate.ObjectFilter;
import com.levymaster.migrate.render.RevisionTemplate;
import org.springframework.beans.factory.BeanFactory;

/** The options of autogenerate, from properties and beans. */
public final class AutogenerateSettings {

    private AutogenerateSettings() {}

    /** Returns the options of one of several databases, unless the application defines the options itself. */
    public static AutogenerateOptions of(BeanFactory beans, LevyMigrateProperties properties) {
        return beans.containsBean("levyMigrateAutogenerateOptions")
                ? fromProperties(beans, properties)
                : beans.getBeanProvider(AutogenerateOptions.class).getIfAvailable(() -> AutogenerateOptions.DEFAULT);
    }

    static AutogenerateOptions fromProperties(BeanFactory beans, LevyMigrateProperties properties) {
        LevyMigrateProperties.Autogenerate autogenerate = properties.autogenerate();
        AutogenerateOptions options =
                autogenerate.strict() ? AutogenerateOptions.DEFAULT.strictly() : AutogenerateOptions.DEFAULT;
        return options.withModes(autogenerate.compare())
                .with(Choice.UNTRIED, !autogenerate.tryDrafts())
                .with(Choice.WRITTEN_DOWNGRADE, autogenerate.writtenDowngrade())
                .with(Choice.SAFE, autogenerate.safe())
                .with(Choice.PHASED, autogenerate.phased())
                .withFilter(ObjectFilter.all().including(autogenerate.include()).excluding(autogenerate.exclude()))
                .withHooks(beans.getBeanProvider(AutogenerateHook.class)
                        .orderedStream()
                        .toList())
                .withTemplate(
                        beans.getBeanProvider(RevisionTemplate.class).getIfUnique(() -> RevisionTemplate.DEFAULT));
    }
}

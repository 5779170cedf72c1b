package com.levymaster.migrate.test;

import com.levymaster.migrate.autoconfigure.EntityModels;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Lets every test of the application ask what its entities want. */
final class EntityModelsCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new EntityModelsCustomizer();
    }

    /** Equal to its like, so that tests go on sharing their contexts. */
    private record EntityModelsCustomizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertyValues.of(EntityModels.PROPERTY + "=true").applyTo(context);
        }
    }
}

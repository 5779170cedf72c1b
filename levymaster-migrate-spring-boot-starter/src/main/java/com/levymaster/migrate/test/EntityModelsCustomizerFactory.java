package com.levymaster.migrate.test;

import com.levymaster.migrate.autoconfigure.EntityModels;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Makes the entity models available in every test of the application. */
final class EntityModelsCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new EntityModelsCustomizer();
    }

    /** A record, because equal customizers let tests share a cached context. */
    private record EntityModelsCustomizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertyValues.of(EntityModels.PROPERTY + "=true").applyTo(context);
        }
    }
}

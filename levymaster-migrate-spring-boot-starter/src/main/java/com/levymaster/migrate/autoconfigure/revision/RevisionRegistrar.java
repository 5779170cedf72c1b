package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Revision;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;

/**
 * Finds the application's revisions: those that the {@link RevisionTypeExcludeFilter} took out of component scanning, those that
 * came past it or by {@code @Import}, and those of the application's packages that no scan went through. Ahead-of-time
 * processing gets ordinary bean definitions instead, since there is nothing to scan in a native image.
 */
public final class RevisionRegistrar implements ImportBeanDefinitionRegistrar {

    private final DefaultListableBeanFactory beans;
    private final RevisionScanner scanner;

    RevisionRegistrar(BeanFactory beans, Environment environment, ResourceLoader resources) {
        this.beans = (DefaultListableBeanFactory) beans;
        this.scanner = new RevisionScanner(this.beans, environment, resources).reusingApplicationScan(this.beans);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        ScannedRevisions found = new ScannedRevisions(scanner::isMigration);
        moveRegisteredRevisions(found);
        if (beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)) {
            RevisionTypeExcludeFilter filter =
                    beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class);
            for (MetadataReader type : filter.drain()) {
                if (scanner.isRevision(type)) {
                    found.add(type.getAnnotationMetadata());
                }
            }
        }
        scanRemainingPackages(found);
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            found.register(registry, beans.getBeanClassLoader());
        } else {
            beans.registerSingleton(ScannedRevisions.BEAN_NAME, found);
        }
    }

    private void moveRegisteredRevisions(ScannedRevisions found) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (definition instanceof AnnotatedBeanDefinition annotated
                    && annotated.getFactoryMethodMetadata() == null
                    && annotated.getMetadata().isAnnotated(Revision.class.getName())) {
                beans.removeBeanDefinition(name);
                found.add(annotated.getMetadata());
            }
        }
    }

    private void scanRemainingPackages(ScannedRevisions found) {
        if (!AutoConfigurationPackages.has(beans)) {
            return;
        }
        for (String name : AutoConfigurationPackages.get(beans)) {
            if (!isScanned(name)) {
                scanner.findCandidateComponents(name).stream()
                        .map(definition -> ((AnnotatedBeanDefinition) definition).getMetadata())
                        .forEach(found::add);
            }
        }
    }

    private boolean isScanned(String packageName) {
        return beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)
                && beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class)
                        .hasScanned(packageName);
    }
}

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
 * Collects the application's revisions: those excluded from component scanning by the {@link
 * RevisionTypeExcludeFilter}, those registered in spite of it or by {@code @Import}, and those in packages of the
 * application that were not scanned. Ahead-of-time processing registers ordinary bean definitions instead, because a
 * native image cannot scan.
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
        ScannedRevisions scanned = new ScannedRevisions(scanner::isMigration);
        moveRegisteredRevisions(scanned);
        if (beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)) {
            RevisionTypeExcludeFilter filter =
                    beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class);
            for (MetadataReader type : filter.drain()) {
                if (scanner.isRevision(type)) {
                    scanned.add(type.getAnnotationMetadata());
                }
            }
        }
        scanRemainingPackages(scanned);
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            scanned.register(registry, beans.getBeanClassLoader());
        } else {
            beans.registerSingleton(ScannedRevisions.BEAN_NAME, scanned);
        }
    }

    private void moveRegisteredRevisions(ScannedRevisions scanned) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (definition instanceof AnnotatedBeanDefinition annotated
                    && annotated.getFactoryMethodMetadata() == null
                    && annotated.getMetadata().isAnnotated(Revision.class.getName())) {
                beans.removeBeanDefinition(name);
                scanned.add(annotated.getMetadata());
            }
        }
    }

    private void scanRemainingPackages(ScannedRevisions scanned) {
        if (!AutoConfigurationPackages.has(beans)) {
            return;
        }
        for (String name : AutoConfigurationPackages.get(beans)) {
            if (!isScanned(name)) {
                scanner.findCandidateComponents(name).stream()
                        .map(definition -> ((AnnotatedBeanDefinition) definition).getMetadata())
                        .forEach(scanned::add);
            }
        }
    }

    private boolean isScanned(String packageName) {
        return beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)
                && beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class)
                        .hasScanned(packageName);
    }
}

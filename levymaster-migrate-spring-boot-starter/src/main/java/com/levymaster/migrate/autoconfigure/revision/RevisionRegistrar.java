package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.classreading.MetadataReader;

/**
 * Collects the application's revisions: those excluded from component scanning by the {@link
 * RevisionTypeExcludeFilter}, those registered in spite of it or by {@code @Import}, and those in packages of the
 * application and of auto-configurations that were not scanned. It does so when all bean definitions are registered,
 * because only then are all of these packages known. Ahead-of-time processing registers ordinary bean
 * definitions instead, because a native image cannot scan.
 */
public final class RevisionRegistrar implements BeanFactoryPostProcessor, PriorityOrdered {

    private final Environment environment;
    private final ResourceLoader resources;
    private boolean dependsOnBeans;

    /** Creates the registrar; it evaluates profiles of the environment and reads classes by the loader. */
    public RevisionRegistrar(Environment environment, ResourceLoader resources) {
        this.environment = environment;
        this.resources = resources;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) factory;
        if (!AotDetector.useGeneratedArtifacts()) {
            collect(beans);
        }
        makeLazy(beans);
    }

    /** Returns whether it may depend on other beans which revisions there are. */
    public boolean dependsOnBeans() {
        return dependsOnBeans;
    }

    /** Before other post-processors, which may read the classes of all bean definitions. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private void collect(DefaultListableBeanFactory beans) {
        RevisionScanner scanner = new RevisionScanner(beans, environment, resources).reusingApplicationScan(beans);
        ScannedRevisions scanned = new ScannedRevisions(scanner::isMigration);
        moveRegisteredRevisions(beans, scanned);
        addExcludedRevisions(beans, scanner, scanned);
        scanRemainingPackages(beans, scanner, scanned);
        dependsOnBeans = scanner.dependsOnBeans();
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            scanned.register(beans, beans.getBeanClassLoader());
        } else {
            beans.registerSingleton(ScannedRevisions.BEAN_NAME, scanned);
        }
    }

    /** So that applied revisions that are defined as beans are not instantiated. */
    private static void makeLazy(DefaultListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(Migration.class, true, false)) {
            if (beans.containsBeanDefinition(name)) {
                beans.getBeanDefinition(name).setLazyInit(true);
            }
        }
    }

    private static void moveRegisteredRevisions(DefaultListableBeanFactory beans, ScannedRevisions scanned) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (definition instanceof AnnotatedBeanDefinition annotated
                    && annotated.getFactoryMethodMetadata() == null
                    && annotated.getMetadata().isAnnotated(Revision.class.getName())) {
                beans.removeBeanDefinition(name);
                scanned.add(annotated.getMetadata(), definition.getResourceDescription());
            }
        }
    }

    private static void addExcludedRevisions(
            DefaultListableBeanFactory beans, RevisionScanner scanner, ScannedRevisions scanned) {
        if (beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)) {
            RevisionTypeExcludeFilter filter =
                    beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class);
            for (MetadataReader type : filter.drain()) {
                if (scanner.isRevision(type)) {
                    scanned.add(type.getAnnotationMetadata(), type.getResource().getDescription());
                }
            }
        }
    }

    private static void scanRemainingPackages(
            DefaultListableBeanFactory beans, RevisionScanner scanner, ScannedRevisions scanned) {
        for (String name : BasePackages.of(beans)) {
            if (!isScanned(beans, name)) {
                for (BeanDefinition found : scanner.findCandidateComponents(name)) {
                    scanned.add(((AnnotatedBeanDefinition) found).getMetadata(), found.getResourceDescription());
                }
            }
        }
    }

    private static boolean isScanned(DefaultListableBeanFactory beans, String packageName) {
        return beans.containsSingleton(RevisionTypeExcludeFilter.BEAN_NAME)
                && beans.getBean(RevisionTypeExcludeFilter.BEAN_NAME, RevisionTypeExcludeFilter.class)
                        .hasScanned(packageName);
    }
}

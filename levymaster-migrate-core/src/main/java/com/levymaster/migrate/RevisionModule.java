package com.levymaster.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the module of all revisions in a package and below, in its {@code package-info.java}:
 *
 * <pre>{@code
 * @RevisionModule("billing")
 * package com.acme.shop.billing;
 * }</pre>
 *
 * <p>The closest package decides; {@link Revision#module()} precedes it. The revisions of a module are a branch of their own, which is
 * never joined with those of others: an upgrade goes to the head of each module. In an application with Spring
 * Modulith, it stands beside {@code @ApplicationModule}, which alone makes no module of revisions.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RevisionModule {

    /** The name of the module. */
    String value();
}

package com.levymaster.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Where a {@link Migration} stands in the revision graph. Read without making the bean; only revisions that are about to
 * run are made.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface Revision {

    /** Name of the revision, unique in the application: letters, digits, {@code _}; 12 hex digits by custom. */
    String id();

    /** The revision that this one follows: none for a base, several for a merge. Exact ids. */
    String[] downRevision() default {};

    /** Revisions of other branches, by id or label, that must be applied before this one. */
    String[] dependsOn() default {};

    /** Names of the branch that starts here. */
    String[] branchLabels() default {};

    /** What the revision does, in a few words. */
    String message() default "";

    /**
     * Whether the revision runs in a transaction of its own. If not, each statement stands for itself, and a failure
     * half-way leaves what was done before it.
     */
    boolean transactional() default true;

    /** What the transaction sees of others. What fails because of others is run again from its start. */
    Isolation isolation() default Isolation.DEFAULT;

    /** Rules of lint, such as {@code "table-rewrite"}, that the steps of this revision may break: nobody is told. */
    String[] ignoredHazards() default {};
}

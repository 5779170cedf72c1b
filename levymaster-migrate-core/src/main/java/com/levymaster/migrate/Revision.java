package com.levymaster.migrate;

import com.levymaster.migrate.revision.Phase;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Declares the position of a {@link Migration} in the revision graph. It is read from the class; the bean is
 * instantiated only if the revision is about to run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface Revision {

    /** The unique id: letters, digits and {@code _}; by convention 12 hexadecimal digits. */
    String id();

    /** The ids of the preceding revisions: none for a base, several for a merge. Abbreviations are not allowed. */
    String[] downRevision() default {};

    /** Revisions of other branches, by id or label, that must be applied before this one. */
    String[] dependsOn() default {};

    /** Labels of the branch that begins with this revision. */
    String[] branchLabels() default {};

    /** A short description of the revision. */
    String message() default "";

    /**
     * Whether the revision runs in one transaction. Otherwise each statement is committed separately, and a failure
     * keeps the statements before it.
     */
    boolean transactional() default true;

    /** The isolation level of the transaction. A revision that fails because of a concurrent transaction is retried. */
    Isolation isolation() default Isolation.DEFAULT;

    /**
     * Whether the revision describes a database that was there before, and was recorded instead of run. A downgrade stops at it,
     * and of what it created, entities change only what their mapping states.
     */
    boolean adopted() default false;

    /**
     * The ids of the revisions that this one replaces, the oldest first, as {@code db squash} writes them. A database that has all
     * of them has this one; one that has a part is upgraded by them first, as long as their sources are there.
     */
    String[] replaces() default {};

    /**
     * The name of the database that the revision belongs to, as in {@code levymaster.migrate.databases.<name>}. By default, its
     * package decides; an application with one database needs neither.
     */
    String database() default "";

    /**
     * The module of the application that the revision belongs to, whose branch is apart from those of other modules. By default, that
     * of its package, if it has a {@link RevisionModule}.
     */
    String module() default "";

    /**
     * Beside which builds of the application the revision may run. One of the phase {@link Phase#CONTRACT} removes what the previous
     * build needs: no start runs it, but {@code db upgrade --phase contract}, once no older build is connected.
     */
    Phase phase() default Phase.EXPAND;

    /** Ids of lint rules, such as {@code "table-rewrite"}, that are not reported for this revision. */
    String[] ignoredHazards() default {};

    /** Why these hazards do no harm here, such as {@code "the table has ten rows"}: the history keeps it with each upgrade. */
    String because() default "";
}

package com.levymaster.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Data that exists at a revision and that an upgrade to all heads must preserve. Checked by {@link MigrationLaws}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(GivenData.List.class)
public @interface GivenData {

    /** The revision at which the data is inserted: any target that commands accept. */
    String revision();

    /** Statements that insert the data. */
    String[] sql();

    /**
     * Queries that must each return one {@code true} at the heads, such as {@code select count(*) = 1 from tax_district}.
     * Independently of them, no table may lose rows.
     */
    String[] holds() default {};

    /** Container of repeated annotations. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @interface List {
        /** The repeated annotations. */
        GivenData[] value();
    }
}

package com.levymaster.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Data that a database may have at some revision, and that an upgrade to all heads must keep. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(GivenData.List.class)
public @interface GivenData {

    /** Any target of the commands. */
    String revision();

    /** Statements that make the data. */
    String[] sql();

    /** Queries for one boolean each that must be true at the heads; no table loses rows in any case. */
    String[] holds() default {};

    /** What the compiler makes of more than one. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @interface List {
        GivenData[] value();
    }
}

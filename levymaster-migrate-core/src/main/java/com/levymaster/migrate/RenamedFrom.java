package com.levymaster.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells autogenerate that a table or column is not new but had another name, so that it is renamed with its rows instead
 * of dropped and created.
 *
 * <pre>{@code
 * @Entity
 * @RenamedFrom("tax_area")
 * class TaxDistrict {
 *     @RenamedFrom("levy")
 *     BigDecimal levyRate;
 * }
 * }</pre>
 *
 * <p>On an entity it names the former table (or entity), on a field or getter the former column (or field). Once the
 * revision with the rename is written, the annotation has done its work: autogenerate then reports it as stale, and it
 * can be deleted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

    /** The former name, as the database spelled it or as the class or field was called. */
    String value();
}

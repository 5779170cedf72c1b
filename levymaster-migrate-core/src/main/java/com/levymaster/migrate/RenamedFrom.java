package com.levymaster.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells autogenerate the previous name of a table or column, so that it is renamed with its data instead of dropped and
 * created.
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
 * <p>On an entity, the value is the previous name of the table or entity; on a field or getter, that of the column or
 * field. Once the rename is applied, autogenerate reports the annotation as stale, and it can be deleted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

    /** The previous name, as in the database or as the class or field was called. */
    String value();
}

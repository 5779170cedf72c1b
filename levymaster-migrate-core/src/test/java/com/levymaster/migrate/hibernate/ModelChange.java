package com.levymaster.migrate.hibernate;

import java.util.Locale;
import java.util.Set;

/**
 * A pair of entity models, older and newer, as the bodies of Java classes. What stands alone is the body of an entity {@code
 * Thing}; what begins with an annotation or {@code class} are classes of its own.
 */
interface ModelChange {

    String IMPORTS = """
            import com.levymaster.migrate.RenamedFrom;
            import jakarta.persistence.*;
            import jakarta.validation.constraints.*;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;
            import org.hibernate.annotations.Check;
            import org.hibernate.annotations.Collate;
            import org.hibernate.annotations.ColumnDefault;
            import org.hibernate.annotations.Comment;
            import org.hibernate.annotations.GeneratedColumn;
            import org.hibernate.annotations.JdbcTypeCode;
            import org.hibernate.annotations.OnDelete;
            import org.hibernate.annotations.OnDeleteAction;
            import org.hibernate.annotations.SoftDelete;
            import org.hibernate.annotations.TenantId;
            import org.hibernate.annotations.TimeZoneStorage;
            import org.hibernate.annotations.TimeZoneStorageType;
            import org.hibernate.type.SqlTypes;
            """;

    String name();

    int ordinal();

    Models models();

    default String packageName(int version) {
        return "evolution." + name().toLowerCase(Locale.ROOT) + ".v" + version;
    }

    default String source(int version) {
        String body = version == 1 ? models().older() : models().newer();
        String types = body.contains("class ")
                        && body.startsWith("@")
                        && (body.startsWith("@Entity") || body.startsWith("@MappedSuperclass"))
                ? body
                : "@Entity class Thing { @Id Long id; " + body + " }";
        return "package " + packageName(version) + ";\n" + IMPORTS + types.replace("@Entity", "\n@Entity") + "\n";
    }

    /**
     * Both models.
     *
     * @param refusesRows whether rows do not fit the newer model, or one of the ways, as a REVIEW line says
     * @param dropped what really goes, although something alike comes
     */
    record Models(String older, String newer, boolean refusesRows, Set<String> dropped) {}
}

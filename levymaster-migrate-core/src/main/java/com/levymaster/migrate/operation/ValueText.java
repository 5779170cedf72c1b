package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a value as the unquoted text that PostgreSQL's input functions accept. */
public final class ValueText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    /** Array elements that need no quotes. */
    private static final Pattern BARE_ELEMENT = Pattern.compile("(?!(?i:null)$)[^{},\"\\\\\\s]+");

    private ValueText() {}

    /**
     * The text of a value, such as {@code {1,2}} of a list.
     *
     * @throws MigrationException if PostgreSQL has no type for values of the class
     */
    public static String of(Object value) {
        if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        return value instanceof Collection<?> || value.getClass().isArray() ? array(value) : temporal(value);
    }

    private static String temporal(Object value) {
        if (value instanceof java.sql.Date || value instanceof java.sql.Time || value instanceof java.sql.Timestamp) {
            return value.toString();
        }
        if (value instanceof java.util.Date date) {
            return temporal(date.toInstant());
        }
        if (value instanceof Instant instant) {
            return temporal(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof ZonedDateTime zoned) {
            return temporal(zoned.toOffsetDateTime());
        }
        if (value instanceof Duration || value instanceof Period) {
            return value.toString();
        }
        if (value instanceof Temporal temporal) {
            return date(temporal);
        }
        throw unknown(value);
    }

    private static String date(Temporal value) {
        if (value instanceof LocalDate day) {
            return day(day) + era(day);
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof OffsetTime time) {
            return TIME.format(time) + time.getOffset().getId();
        }
        if (value instanceof LocalDateTime at) {
            return day(at.toLocalDate()) + " " + TIME.format(at) + era(at.toLocalDate());
        }
        if (value instanceof OffsetDateTime at) {
            String zone =
                    at.getOffset() == ZoneOffset.UTC ? "+00" : at.getOffset().getId();
            return day(at.toLocalDate()) + " " + TIME.format(at) + zone + era(at.toLocalDate());
        }
        throw unknown(value);
    }

    private static String day(LocalDate day) {
        int yearOfEra = day.get(java.time.temporal.ChronoField.YEAR_OF_ERA);
        return String.format(Locale.ROOT, "%04d-%02d-%02d", yearOfEra, day.getMonthValue(), day.getDayOfMonth());
    }

    private static String era(LocalDate day) {
        return day.getEra() == IsoEra.BCE ? " BC" : "";
    }

    private static String array(Object value) {
        Object elements = value instanceof Collection<?> collection ? collection.toArray() : value;
        StringJoiner text = new StringJoiner(",", "{", "}");
        for (int i = 0; i < Array.getLength(elements); i++) {
            text.add(element(Array.get(elements, i)));
        }
        return text.toString();
    }

    private static String element(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        boolean nested = value instanceof Collection<?> || (value.getClass().isArray() && !(value instanceof byte[]));
        String text = of(value);
        return nested || BARE_ELEMENT.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static MigrationException unknown(Object value) {
        return new MigrationException(
                "There is no SQL literal for a value of " + value.getClass().getName() + ".",
                "pass it as a string, which PostgreSQL converts to the type of the column, or insert the rows in a"
                        + " data step");
    }
}

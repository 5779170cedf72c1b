package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("row-55")
@Tag("row-56")
class LiteralsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private enum Color {
        RED
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void every_text_comes_back_whatever_the_server_thinks_of_backslashes(String standardConforming) {
        List<String> texts = texts();
        StringBuilder sql = new StringBuilder("select array[");
        texts.forEach(t ->
                sql.append(sql.charAt(sql.length() - 1) == '[' ? "" : ", ").append(Literals.literal(t)));

        assertThat(query(standardConforming, sql + "]::text[]")).isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void arrays_of_any_text_come_back(String standardConforming) {
        List<String> texts = texts();

        assertThat(query(standardConforming, "select " + Literals.literal(texts) + "::text[]"))
                .isEqualTo(texts);
    }

    @Test
    void each_class_of_value_is_read_by_the_server_as_what_it_is() throws UnknownHostException {
        assertThat(shown(42, "integer")).isEqualTo("42");
        assertThat(shown(-42L, "bigint")).isEqualTo("-42");
        assertThat(shown(new BigInteger("123456789012345678901234567890"), "numeric"))
                .isEqualTo("123456789012345678901234567890");
        assertThat(shown(new BigDecimal("1E+3"), "numeric")).isEqualTo("1000");
        assertThat(shown(1.5e300, "double precision")).isEqualTo("1.5e+300");
        assertThat(shown(Double.NaN, "double precision")).isEqualTo("NaN");
        assertThat(shown(Float.NEGATIVE_INFINITY, "real")).isEqualTo("-Infinity");
        assertThat(shown(true, "boolean")).isEqualTo("true");
        assertThat(shown('x', "text")).isEqualTo("x");
        assertThat(shown(Color.RED, "text")).isEqualTo("RED");
        assertThat(shown(new UUID(1, 2), "uuid")).isEqualTo("00000000-0000-0001-0000-000000000002");
        assertThat(shown(new byte[] {0, -1, 92}, "bytea")).isEqualTo("\\x00ff5c");
        assertThat(shown(InetAddress.getByName("10.0.0.1"), "inet")).isEqualTo("10.0.0.1/32");
        assertThat(shown(null, "text")).isNull();
    }

    @Test
    void dates_and_times_are_exact_to_the_microsecond_and_to_the_era() {
        LocalDateTime at = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000);

        assertThat(shown(LocalDate.of(2026, 1, 2), "date")).isEqualTo("2026-01-02");
        assertThat(shown(LocalDate.of(12026, 1, 2), "date")).isEqualTo("12026-01-02");
        assertThat(shown(LocalDate.of(-43, 3, 15), "date")).isEqualTo("0044-03-15 BC");
        assertThat(shown(LocalTime.of(3, 4, 5, 678_901_000), "time")).isEqualTo("03:04:05.678901");
        assertThat(shown(OffsetTime.parse("03:04:05+02:00"), "timetz")).isEqualTo("03:04:05+02");
        assertThat(shown(at, "timestamp")).isEqualTo("2026-01-02 03:04:05.678901");
        assertThat(shown(OffsetDateTime.parse("2026-01-02T03:04:05-05:30"), "timestamptz"))
                .isEqualTo("2026-01-02 08:34:05+00");
        assertThat(shown(ZonedDateTime.of(at, ZoneId.of("Europe/Paris")), "timestamptz"))
                .isEqualTo("2026-01-02 02:04:05.678901+00");
        assertThat(shown(Instant.parse("2026-01-02T03:04:05Z"), "timestamptz")).isEqualTo("2026-01-02 03:04:05+00");
        assertThat(shown(Duration.ofMillis(-90_500), "interval")).isEqualTo("-00:01:30.5");
        assertThat(shown(Period.of(1, 2, 3), "interval")).isEqualTo("1 year 2 mons 3 days");
        assertThat(shown(java.sql.Timestamp.valueOf(at), "timestamp")).isEqualTo("2026-01-02 03:04:05.678901");
        assertThat(shown(java.util.Date.from(Instant.EPOCH), "timestamptz")).isEqualTo("1970-01-01 00:00:00+00");
    }

    @Test
    void arrays_and_lists_nest_and_may_hold_nulls() {
        assertThat(shown(new int[] {1, 2}, "integer[]")).isEqualTo("{1,2}");
        assertThat(shown(new int[][] {{1, 2}, {3, 4}}, "integer[]")).isEqualTo("{{1,2},{3,4}}");
        assertThat(shown(Arrays.asList("a", null, "null", ""), "text[]")).isEqualTo("{a,NULL,\"null\",\"\"}");
        assertThat(shown(List.of(), "text[]")).isEqualTo("{}");
        assertThat(shown(new byte[][] {{1}, {2}}, "bytea[]")).isEqualTo("{\"\\\\x01\",\"\\\\x02\"}");
        assertThat(shown(List.of(LocalDate.of(2026, 1, 2)), "date[]")).isEqualTo("{2026-01-02}");
    }

    @Test
    void defaults_are_values_or_expressions_and_never_confused() {
        assertThat(Literals.literal(new DefaultValue.StringLiteral("now()"))).isEqualTo("'now()'");
        assertThat(Literals.literal(new DefaultValue.Expression("now()"))).isEqualTo("now()");
        assertThat(Literals.literal(new DefaultValue.NumberLiteral(new BigDecimal("0.10"))))
                .isEqualTo("0.10");
        assertThat(Literals.literal(new DefaultValue.BooleanLiteral(false))).isEqualTo("false");
    }

    @Test
    void values_without_a_literal_are_refused_with_a_way_out() {
        assertThatThrownBy(() -> Literals.literal(new Object()))
                .hasMessageContaining("no SQL literal for a value of java.lang.Object")
                .hasMessageContaining("pass it as a string");
        assertThatThrownBy(() -> Literals.literal("a\0b")).hasMessageContaining("NUL character");
    }

    private static List<String> texts() {
        Random random = new Random(42);
        String alphabet = "a'\"\\ \n\t;-$%{},é名😀nN0";
        List<String> texts = new ArrayList<>(List.of("", "null", "\\", "\\'", "it's", "E'x'", "{}"));
        for (int i = 0; i < 500; i++) {
            int[] points = random.ints(random.nextInt(12), 0, alphabet.codePointCount(0, alphabet.length()))
                    .map(n -> alphabet.codePoints().toArray()[n])
                    .toArray();
            texts.add(new String(points, 0, points.length));
        }
        return texts;
    }

    private static List<String> query(String standardConforming, String sql) {
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set escape_string_warning = off");
            statement.execute("set standard_conforming_strings = " + standardConforming);
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                return List.of((String[]) rows.getArray(1).getArray());
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static @Nullable String shown(@Nullable Object value, String type) {
        try (var connection = database.connection();
                var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (var rows = statement.executeQuery("select (" + Literals.literal(value) + ")::" + type + "::text")) {
                rows.next();
                return rows.getString(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

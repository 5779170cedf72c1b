package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LevyMigratePropertiesTest {

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_of_which_nothing_is_set_has_the_defaults_that_its_properties_have(
            String property, String byDefault, Function<LevyMigrateProperties, Object> group) {
        assertThat(group.apply(bound(Map.of()))).isEqualTo(group.apply(bound(Map.of(property, byDefault))));
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                group("startup.mode", "upgrade", LevyMigrateProperties::startup),
                group("lock.mode", "session", LevyMigrateProperties::lock),
                group("retry.total-timeout", "10m", LevyMigrateProperties::retry),
                group("history.sql", "false", LevyMigrateProperties::history),
                group("lint.refuse", "", LevyMigrateProperties::lint),
                group("autogenerate.include", "", LevyMigrateProperties::autogenerate),
                group("autogenerate.naming.index", "ix_{table}_{columns}", LevyMigrateProperties::autogenerate));
    }

    private static Arguments group(String property, String byDefault, Function<LevyMigrateProperties, Object> group) {
        return Arguments.of("levymaster.migrate." + property, byDefault, group);
    }

    /** With another one, so that there is something to bind. */
    private static LevyMigrateProperties bound(Map<String, String> properties) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
        source.put("levymaster.migrate.schema", "public");
        return new Binder(source)
                .bind("levymaster.migrate", LevyMigrateProperties.class)
                .get();
    }
}

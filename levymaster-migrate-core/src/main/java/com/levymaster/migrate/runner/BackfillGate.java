package com.levymaster.migrate.runner;

import java.util.Optional;

/**
 * Asked before each batch of a backfill whether it is to wait, for example while the application is under load. In a Spring
 * application, beans of this type are asked.
 *
 * <pre>{@code
 * @Bean
 * BackfillGate officeHours() {
 *     return () -> LocalTime.now().getHour() < 18 ? Optional.of("the offices are open") : Optional.empty();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface BackfillGate {

    /** Returns why the next batch is to wait, or nothing if it may run. Asked again every second; no transaction is open. */
    Optional<String> reasonToWait();
}

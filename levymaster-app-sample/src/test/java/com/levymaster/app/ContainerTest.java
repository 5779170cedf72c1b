package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.app.tax.TaxDistrictRepository;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** With Docker, {@code @ServiceConnection} is all that it takes: the application's and the migrations' database alike. */
@SpringBootTest
@Testcontainers(disabledWithoutDocker = true)
class ContainerTest {

    @Container
    @ServiceConnection
    private static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");

    @Autowired
    private TaxDistrictRepository districts;

    @Test
    void the_container_is_upgraded_to_head() {
        assertThat(districts.findByYearOrderByDistrictCode(2025)).hasSize(6);
    }
}

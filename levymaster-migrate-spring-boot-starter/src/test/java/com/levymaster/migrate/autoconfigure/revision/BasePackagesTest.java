package com.levymaster.migrate.autoconfigure.revision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

class BasePackagesTest {

    @Test
    void a_package_that_is_registered_twice_is_there_once() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, "com.acme.levy", "com.acme.levy");
        AutoConfigurationPackages.register(beans, "com.acme.county", "com.acme.levy");

        assertThat(BasePackages.of(beans)).containsExactly("com.acme.levy", "com.acme.county");
    }
}

package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FlywayStartCheckTest {

    @Test
    void flyway_that_still_migrates_at_the_start_is_named_with_the_way_out(CapturedOutput output) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        FlywayStartCheck.warn(beans);
        assertThat(output).doesNotContain("Flyway");

        beans.addBean("flywayInitializer", new Object());
        FlywayStartCheck.warn(beans);

        assertThat(output).contains("Flyway also migrates when this application starts", "spring.flyway.enabled=false");
    }
}

package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OtherToolsCheckTest {

    @Test
    void a_tool_that_still_migrates_at_the_start_is_named_with_the_way_out(CapturedOutput output) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        OtherToolsCheck.warn(beans);
        assertThat(output).doesNotContain("also migrates");

        beans.addBean("flywayInitializer", new Object());
        OtherToolsCheck.warn(beans);
        assertThat(output)
                .contains("Flyway also migrates when this application starts", "spring.flyway.enabled=false")
                .doesNotContain("Liquibase");

        beans.addBean("liquibase", new Object());
        OtherToolsCheck.warn(beans);
        assertThat(output)
                .contains("Liquibase also migrates when this application starts", "spring.liquibase.enabled=false");
    }
}

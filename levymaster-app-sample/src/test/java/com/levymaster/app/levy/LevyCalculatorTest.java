package com.levymaster.app.levy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevyCalculatorTest {

    @Test
    void the_rate_is_dollars_per_thousand_dollars_of_assessed_value() {
        assertThat(LevyCalculator.levy(dollars("250000"), dollars("100000000"), rate("2.49")))
                .isEqualTo(new LevyResult(rate("2.500000"), dollars("250000"), rate("2.500000"), LevyLimit.NONE));
    }

    @Test
    void the_rate_grows_by_at_most_one_percent_over_the_previous_year() {
        assertThat(LevyCalculator.levy(dollars("300000"), dollars("100000000"), rate("2.50")))
                .isEqualTo(new LevyResult(
                        rate("2.525000"), dollars("252500.00"), rate("3.000000"), LevyLimit.ANNUAL_GROWTH));
    }

    @Test
    void the_rate_never_exceeds_the_statutory_maximum() {
        assertThat(LevyCalculator.levy(dollars("700000"), dollars("100000000"), rate("5.89")))
                .isEqualTo(new LevyResult(
                        rate("5.900000"), dollars("590000.00"), rate("7.000000"), LevyLimit.STATUTORY_MAXIMUM));
    }

    @Test
    void without_a_previous_rate_only_the_statutory_maximum_limits_the_rate() {
        assertThat(LevyCalculator.levy(dollars("590000"), dollars("100000000"), null)
                        .limitedBy())
                .isEqualTo(LevyLimit.NONE);
        assertThat(LevyCalculator.levy(dollars("590000.01"), dollars("100000000"), null)
                        .limitedBy())
                .isEqualTo(LevyLimit.STATUTORY_MAXIMUM);
    }

    @ParameterizedTest
    @CsvSource({
        "252500, 2.525000, NONE", // exactly 1 % more
        "252500.10, 2.525000, ANNUAL_GROWTH",
        "0, 0.000000, NONE"
    })
    void a_rate_exactly_at_its_limit_is_not_limited(String amount, String expectedRate, LevyLimit expectedLimit) {
        LevyResult levy = LevyCalculator.levy(dollars(amount), dollars("100000000"), rate("2.50"));

        assertThat(levy.levyRate()).isEqualTo(rate(expectedRate));
        assertThat(levy.limitedBy()).isEqualTo(expectedLimit);
    }

    @Test
    void rounding_never_lifts_a_rate_over_its_limit() {
        BigDecimal previous = rate("1.000050"); // its limit is 1.0100505, which rounds down

        LevyResult levy = LevyCalculator.levy(dollars("101005.05"), dollars("100000000"), previous);

        assertThat(levy.levyRate()).isLessThanOrEqualTo(previous.multiply(new BigDecimal("1.01")));
        assertThat(levy.limitedBy()).isEqualTo(LevyLimit.ANNUAL_GROWTH);
    }

    @Test
    void property_tax_is_assessed_value_per_thousand_times_the_rate() {
        assertThat(LevyCalculator.propertyTax(dollars("325000"), rate("2.525")))
                .isEqualTo(dollars("820.63")); // 820.625
    }

    @Test
    void an_impossible_levy_is_refused_with_its_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevyCalculator.levy(dollars("-1"), dollars("100"), null))
                .withMessage("The levy amount must not be negative, was: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevyCalculator.levy(dollars("1"), dollars("0"), null))
                .withMessage("The total assessed value must be positive, was: 0");
    }

    private static BigDecimal dollars(String amount) {
        return new BigDecimal(amount);
    }

    private static BigDecimal rate(String rate) {
        return new BigDecimal(rate);
    }
}

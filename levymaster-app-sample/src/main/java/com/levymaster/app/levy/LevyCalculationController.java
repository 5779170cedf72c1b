package com.levymaster.app.levy;

import com.levymaster.app.tax.TaxDistrictRepository;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Calculates the allowed levy of a district, based on the rate of the previous year. Stores nothing. */
@RestController
@RequestMapping("/api/levy-calculations")
class LevyCalculationController {

    private final TaxDistrictRepository districts;
    private final LevyRateRepository rates;

    LevyCalculationController(TaxDistrictRepository districts, LevyRateRepository rates) {
        this.districts = districts;
        this.rates = rates;
    }

    @PostMapping
    Response calculate(@RequestBody @Valid Request request) {
        if (districts
                .findByDistrictCodeAndYear(request.districtCode(), request.year())
                .isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "There is no tax district " + request.districtCode() + " in " + request.year() + ".");
        }
        BigDecimal previousRate = rates.findFinal(request.districtCode(), request.year() - 1)
                .map(LevyRate::getLevyRate)
                .orElse(null);
        LevyResult levy = LevyCalculator.levy(request.levyAmount(), request.totalAssessedValue(), previousRate);
        return new Response(request.districtCode(), request.year(), previousRate, levy);
    }

    record Request(
            @NotBlank String districtCode,
            int year,
            @NotNull @PositiveOrZero BigDecimal levyAmount,
            @NotNull @Positive BigDecimal totalAssessedValue) {}

    record Response(String districtCode, int year, @Nullable BigDecimal previousRate, LevyResult levy) {}
}

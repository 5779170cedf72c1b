package com.levymaster.app.property;

import com.levymaster.app.levy.LevyCalculator;
import com.levymaster.app.levy.LevyRate;
import com.levymaster.app.levy.LevyRateRepository;
import com.levymaster.app.tax.TaxDistrict;
import java.math.BigDecimal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Returns the tax of a property for a year, at the final rate of its district. */
@RestController
@RequestMapping("/api/properties")
class PropertyTaxController {

    private final PropertyRepository properties;
    private final LevyRateRepository rates;

    PropertyTaxController(PropertyRepository properties, LevyRateRepository rates) {
        this.properties = properties;
        this.rates = rates;
    }

    @GetMapping("/{propertyId}/tax")
    PropertyTax tax(@PathVariable String propertyId, @RequestParam int year) {
        Property property = properties
                .findByPropertyIdAndYear(propertyId, year)
                .orElseThrow(() -> notFound("There is no property " + propertyId + " in " + year + "."));
        TaxDistrict district = property.getTaxCode().getTaxDistrict();
        LevyRate rate = rates.findFinal(district.getDistrictCode(), year)
                .orElseThrow(() -> notFound("Tax district " + district.getDistrictCode()
                        + " has no final levy rate for " + year + " yet."));
        Double assessed = property.getAssessedValue();
        BigDecimal assessedValue = BigDecimal.valueOf(assessed == null ? 0 : assessed);
        return new PropertyTax(
                propertyId,
                year,
                assessedValue,
                rate.getLevyRate(),
                LevyCalculator.propertyTax(assessedValue, rate.getLevyRate()));
    }

    private static ResponseStatusException notFound(String detail) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, detail);
    }

    record PropertyTax(
            String propertyId, int year, BigDecimal assessedValue, BigDecimal levyRate, BigDecimal propertyTax) {}
}

package com.levymaster.app.tax;

import org.jspecify.annotations.Nullable;

/** Response body of a tax code. */
record TaxCodeView(
        @Nullable Integer id,
        int year,
        String taxCode,
        @Nullable Integer taxDistrictId,
        String districtCode,
        @Nullable String description,
        @Nullable Double totalAssessedValue,
        @Nullable Double totalLevyAmount,
        @Nullable Double effectiveTaxRate) {

    static TaxCodeView of(TaxCode code) {
        return new TaxCodeView(
                code.getId(),
                code.getYear(),
                code.getTaxCode(),
                code.getTaxDistrict().getId(),
                code.getTaxDistrict().getDistrictCode(),
                code.getDescription(),
                code.getTotalAssessedValue(),
                code.getTotalLevyAmount(),
                code.getEffectiveTaxRate());
    }
}

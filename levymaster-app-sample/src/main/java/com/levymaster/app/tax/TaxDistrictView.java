package com.levymaster.app.tax;

import org.jspecify.annotations.Nullable;

/** Response body of a tax district. */
record TaxDistrictView(
        @Nullable Integer id,
        int year,
        String districtCode,
        String districtName,
        @Nullable String districtType,
        @Nullable String county,
        @Nullable String state,
        @Nullable Double statutoryLimit,
        @Nullable Boolean active,
        @Nullable Integer taxDistrictId,
        @Nullable String levyCode,
        @Nullable String linkedLevyCode) {

    static TaxDistrictView of(TaxDistrict district) {
        return new TaxDistrictView(
                district.getId(),
                district.getYear(),
                district.getDistrictCode(),
                district.getDistrictName(),
                district.getDistrictType(),
                district.getCounty(),
                district.getState(),
                district.getStatutoryLimit(),
                district.isActive(),
                district.getTaxDistrictId(),
                district.getLevyCode(),
                district.getLinkedLevyCode());
    }
}

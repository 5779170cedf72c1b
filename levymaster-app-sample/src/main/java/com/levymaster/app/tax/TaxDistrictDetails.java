package com.levymaster.app.tax;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Request body of a tax district. */
record TaxDistrictDetails(
        @Min(1900) @Max(2100) int year,
        @NotBlank @Size(max = 16) String districtCode,
        @NotBlank @Size(max = 128) String districtName,
        @Size(max = 64) @Nullable String districtType,
        @Size(max = 64) @Nullable String county,
        @Size(min = 2, max = 2) @Nullable String state,
        @Positive @Nullable Double statutoryLimit,
        boolean active) {}
